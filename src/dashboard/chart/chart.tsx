import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { paints } from "../state/theme.ts";
import { colourOf } from "./colours.ts";
import type { Line } from "./line.ts";
import { Readout } from "./readout.tsx";
import { type Span, washes } from "./washes.ts";

export interface ChartProps {
  /** What there is to see, in words, for those who do not. */
  readonly description: string;
  /** Milliseconds since 1970, ascending. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  /** Times that stand out: when a database was down. */
  readonly spans: readonly Span[];
  /** The left and the right edge. */
  readonly from: number;
  readonly to: number;
  readonly height: number;
  /** The least that the upper edge of the axis shows. */
  readonly least: number;
  readonly format: (value: number) => string;
  /** Whether there is nothing between two whole numbers. */
  readonly isWhole?: boolean;
}

/** Lines over time. It is painted again when its values change, never made again while it is looked at. */
export function Chart(props: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const latest = useRef(props);
  const pointed = useSignal<number | undefined>(undefined);
  latest.current = props;

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const made = make(
      element,
      () => latest.current,
      (index) => {
        pointed.value = index;
      },
    );
    plot.current = made;
    const observer = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height: latest.current.height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
    // Colours are read when it is made.
  }, [paints.value]);

  useEffect(() => {
    plot.current?.setData(dataOf(props));
  });

  return (
    <div class="chart" role="img" aria-label={props.description}>
      <div class="plot" ref={host} aria-hidden="true" />
      {pointed.value !== undefined && <Readout {...props} index={pointed.value} />}
    </div>
  );
}

function dataOf({ times, lines }: ChartProps): uPlot.AlignedData {
  return [times.map((at) => at / 1000), ...lines.map(({ values }) => [...values])];
}

/** @param onPoint called with the index of what the pointer is at; undefined where it has left. */
function make(host: HTMLElement, props: () => ChartProps, onPoint: (index: number | undefined) => void): uPlot {
  const { lines, height, format, isWhole } = props();
  const muted = colourOf(host, "muted");
  const grid = colourOf(host, "grid");
  const font = `11px ${getComputedStyle(host).fontFamily}`;
  const axis = { stroke: muted, font, ticks: { show: false } };
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const options: uPlot.Options = {
    width: Math.max(host.clientWidth, 1),
    height,
    padding: [6, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { setScale: false } },
    scales: {
      x: { time: true, range: () => [props().from / 1000, props().to / 1000] },
      y: { range: (_plot, _low, high) => [0, Math.max(props().least, (high ?? 0) * 1.05)] },
    },
    axes: [
      {
        ...axis,
        size: 18,
        gap: 3,
        grid: { show: false },
        space: 70,
        values: (_plot, splits) => splits.map((at) => timeLabel(at * 1000)),
      },
      {
        ...axis,
        size: 38,
        gap: 4,
        space: 26,
        grid: { stroke: grid, width: 1 },
        ...(isWhole && { incrs: wholeSteps }),
        values: (_plot, splits) => splits.map((value) => (value === null ? "" : format(value))),
      },
    ],
    series: [
      {},
      ...lines.map(({ label, colour, isFilled, isDashed, isStepped }): uPlot.Series => {
        const stroke = colourOf(host, colour);
        return {
          label,
          stroke,
          width: isFilled ? 0 : 1.5,
          points: { show: false },
          ...(isFilled && { fill: stroke }),
          ...(isDashed && { dash: [3, 3], width: 1 }),
          ...(isStepped && stepped && { paths: stepped }),
        };
      }),
    ],
    hooks: {
      drawClear: [
        washes(() => props().spans, { down: colourOf(host, "down-wash"), closed: colourOf(host, "closed-wash") }),
      ],
      setCursor: [({ cursor: { idx, left = -1 } }) => onPoint(left < 0 ? undefined : (idx ?? undefined))],
    },
  };
  return new uPlot(options, dataOf(props()), host);
}

/** Of an axis of whole numbers. */
const wholeSteps = [1, 10, 100, 1_000, 10_000, 100_000].flatMap((power) => [power, 2 * power, 5 * power]);

const minutes = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

function timeLabel(at: number): string {
  return minutes.format(at);
}
