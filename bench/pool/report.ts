/** One comparison: what was measured, against what, and what was aimed at. */
export interface Finding {
  readonly what: string;
  readonly ours: string;
  readonly other: string;
  readonly ratio: string;
  readonly target: string;
  readonly isMet: boolean;
  /** Where the time went, where the target was missed. */
  readonly profile?: readonly string[];
}

export interface Section {
  readonly title: string;
  /** What was compared, in a sentence or two. */
  readonly text: string;
  /** The heads of the columns `ours` and `other`. */
  readonly columns: readonly [string, string];
  readonly findings: readonly Finding[];
}

export function printSections(sections: readonly Section[]): string {
  return sections.map(printSection).join("\n\n");
}

function printSection({ title, text, columns, findings }: Section): string {
  const rows = findings.map(({ what, ours, other, ratio, target, isMet }) => {
    return [what, ours, other, ratio, target && `${target}: ${isMet ? "met" : "**missed**"}`];
  });
  const head = ["", ...columns, "ratio", "target"];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = [head, head.map(() => "---"), ...rows].map(line).join("\n");
  const profiles = findings.flatMap(({ what, profile }) =>
    profile ? [`Where the time goes in “${what}”:\n\n${profile.map((each) => `- ${each}`).join("\n")}`] : [],
  );
  return [`### ${title}`, text, table, ...profiles].join("\n\n");
}

export function microseconds(ms: number, count: number): string {
  return `${((ms / count) * 1000).toFixed(2)} µs`;
}
