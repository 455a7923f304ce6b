import type { Inspection } from "../gateway/index.ts";
import type { Edge, Table } from "../model/index.ts";

/** What `sluice inspect --json` prints. */
export interface InspectionReport {
  readonly databases: readonly DatabaseReport[];
  /** What is not exposed and belongs to no database alone: links. */
  readonly omissions: readonly OmissionReport[];
  /** Names that two things want, as sentences; a configured gateway does not start with one. */
  readonly clashes: readonly string[];
}

export interface DatabaseReport {
  readonly name: string;
  /** `host:port/database` */
  readonly target: string;
  readonly tables: readonly TableReport[];
  readonly omissions: readonly OmissionReport[];
}

export interface OmissionReport {
  readonly place: string;
  readonly reason: string;
}

export interface TableReport {
  readonly schema: string;
  readonly name: string;
  readonly type: string;
  /** The root field that lists rows. */
  readonly list: string | null;
  /** Root fields that find one row. */
  readonly lookups: readonly { readonly field: string; readonly arguments: readonly string[] }[];
  /** Names of the key's columns in the database. */
  readonly key: readonly string[] | null;
  readonly columns: readonly { readonly name: string; readonly field: string }[];
  readonly relations: readonly EdgeReport[];
  readonly links: readonly EdgeReport[];
}

export interface EdgeReport {
  readonly field: string;
  /** The type of the rows that it leads to. */
  readonly type: string;
  readonly many: boolean;
}

export function reportInspection({ model, targets }: Inspection): InspectionReport {
  const omissionsOf = (database: string | undefined) =>
    model.omissions
      .filter((omission) => omission.database === database)
      .map(({ place, reason }): OmissionReport => ({ place, reason }));
  return {
    databases: model.databases.map(({ name, tables }) => ({
      name,
      target: targets.get(name) ?? "",
      tables: tables.map(reportTable),
      omissions: omissionsOf(name),
    })),
    omissions: omissionsOf(undefined),
    clashes: model.notices,
  };
}

function reportTable(table: Table): TableReport {
  const edges = (kind: Edge["kind"]) =>
    table.edges
      .filter((edge) => edge.kind === kind)
      .map(({ field, target, many }): EdgeReport => ({ field, type: target.typeName, many }));
  return {
    schema: table.schema,
    name: table.name,
    type: table.typeName,
    list: table.listField ?? null,
    lookups: table.lookups.map(({ field, columns }) => ({ field, arguments: columns.map((each) => each.field) })),
    key: table.key?.map((column) => column.name) ?? null,
    columns: table.columns.map(({ name, field }) => ({ name, field })),
    relations: edges("relation"),
    links: edges("link"),
  };
}
