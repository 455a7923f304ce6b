import type { ComponentChildren } from "preact";

export interface FigureProps {
  readonly title: string;
  /** What the title leaves out: a unit. */
  readonly unit?: string;
  readonly wide?: boolean;
  readonly tone?: "critical" | "warning" | "quiet" | undefined;
  readonly children: ComponentChildren;
}

/** A number with its name. */
export function Figure({ title, unit, wide, tone, children }: FigureProps) {
  return (
    <div class={`figure${wide ? " wide" : ""}`}>
      <dt>
        {title}
        {unit && <span class="unit"> {unit}</span>}
      </dt>
      <dd class={tone}>{children}</dd>
    </div>
  );
}

/** `3 / 20`. */
export function Of({ value, most }: { readonly value: number; readonly most: number }) {
  return (
    <>
      {value}
      <span class="of"> / {most}</span>
    </>
  );
}
