import type { Point } from "../state/point.ts";
import { failuresOf } from "../state/rates.ts";
import { nowOf, pointsOf, type Watched } from "../state/watched.ts";
import { amount, milliseconds } from "../words/numbers.ts";
import { clock } from "../words/times.ts";
import { Table } from "./table.tsx";

const columns: readonly (readonly [title: string, read: (point: Point) => string | number])[] = [
  ["State", ({ state }) => state.toLowerCase()],
  ["In use", ({ inUse }) => inUse],
  ["Idle", ({ idle }) => idle],
  ["Waiting", ({ waiting }) => waiting],
  ["At most", ({ max }) => max],
  ["Queries/s", ({ queriesPerSecond }) => amount(queriesPerSecond)],
  ["Errors/s", (point) => amount(failuresOf(point))],
  ["Acquire p95 ms", ({ acquire }) => (acquire ? milliseconds(acquire.p95) : "–")],
];

const heads = [{ title: "Time" }, ...columns.map(([title]) => ({ title, isNumber: true }))];

/** What the charts show, as numbers: the last of each minute. */
export function ChartTable({ watched }: { readonly watched: Watched }) {
  const now = nowOf(watched);
  const minutes = Map.groupBy(pointsOf(watched), ({ at }) => Math.floor(at / 60_000));
  const points = [...minutes.values()].flatMap((group) => group.at(-1) ?? []).toReversed();
  return (
    <details class="panel whole">
      <summary>The charts as a table</summary>
      <Table label="The charts" columns={heads}>
        {points.map((point) => (
          <tr key={point.at}>
            <th scope="row">{clock(point.at, now)}</th>
            {columns.map(([title, read]) => (
              <td key={title} class="number">
                {read(point)}
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </details>
  );
}
