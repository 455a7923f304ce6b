import type { InputObjectRef } from "@pothos/core";
import {
  type Column,
  type Edge,
  inputField,
  type NestedAction,
  type NestedActions,
  type NestedEdge,
  type Table,
} from "../model/index.ts";
import type { Builder } from "./builder.ts";
import type { RowKeys } from "./row-keys.ts";

type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Builder["$inferSchemaTypes"], "InputObject">;
type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;
type Fields = Record<string, ReturnType<FieldBuilder["field"]>>;

/** What a row of a table is made of, and changed by. */
interface RowInputs {
  readonly input: Ref | undefined;
  readonly patch: Ref | undefined;
}

/** What inputs say of the rows around their own, a field for each relation. */
export interface NestedInputs {
  ofCreated(t: FieldBuilder, table: Table): Fields;
  ofChanged(t: FieldBuilder, table: Table): Fields;
  /** Whether a relation can say what a column of a row that is made refers to. */
  isRelated(table: Table, column: Column): boolean;
}

export function createNestedInputs(
  builder: Builder,
  keyOf: RowKeys,
  inputsOf: (table: Table) => RowInputs,
): NestedInputs {
  const refs = new Map<string, Ref>();
  const once = (name: string, create: () => Ref): Ref => {
    const ref = refs.get(name) ?? create();
    refs.set(name, ref);
    return ref;
  };

  const updateOf = (table: Table, key: Ref, patch: Ref): Ref | undefined => {
    const name = table.writes.references?.updateName;
    if (name === undefined) return undefined;
    return once(name, () =>
      builder.inputType(name, {
        description: `A row of ${table.name}, and what is to change of it.`,
        fields: (t) => ({
          key: t.field({ type: key, required: true }),
          patch: t.field({ type: patch, required: true }),
        }),
      }),
    );
  };

  /** What can be done with several rows at once, or with one. */
  const actionFields = (t: FieldBuilder, { target }: Edge, many: boolean, actions: readonly NestedAction[]) => {
    const [{ input, patch }, key] = [inputsOf(target), keyOf(target)];
    const update = many ? key && patch && updateOf(target, key, patch) : patch;
    const types: Record<NestedAction, Ref | "Boolean" | undefined> = {
      create: input,
      connect: key,
      update,
      delete: many ? key : "Boolean",
      disconnect: many ? key : "Boolean",
    };
    return Object.fromEntries(
      actions.flatMap((action) => {
        const type = types[action];
        const description = descriptions[action][many ? 1 : 0];
        if (!type) return [];
        return [[action, many ? t.field({ type: [type], description }) : t.field({ type, description })]];
      }),
    );
  };

  const inputOf = (edge: Edge, known: NestedActions | undefined, description: string): Ref | undefined => {
    if (!known) return undefined;
    const many = isMany(edge);
    const order = many && known.actions.includes("update");
    return once(known.typeName, () =>
      builder.inputType(known.typeName, {
        description: order
          ? `${description}, in this order: deleted, disconnected, updated, connected, created.`
          : `${description}.`,
        isOneOf: !many,
        fields: (t) => actionFields(t, edge, many, known.actions),
      }),
    );
  };
  const createdOf = ({ edge, create }: NestedEdge) => inputOf(edge, create, `What ${edge.field} is to lead to`);
  const changedOf = ({ edge, patch }: NestedEdge) =>
    inputOf(edge, patch, `What is to become of what ${edge.field} leads to`);

  const fieldsOf = (
    t: FieldBuilder,
    edges: readonly NestedEdge[],
    typeOf: (nested: NestedEdge) => Ref | undefined,
  ): Fields =>
    Object.fromEntries(
      edges.flatMap((nested) => {
        const type = typeOf(nested);
        const { field, description } = nested.edge;
        if (!type) return [];
        return [
          [inputField(field), t.field({ type, description, extensions: { sluice: { kind: "nested", nested } } })],
        ];
      }),
    );

  return {
    ofCreated: (t, { nested }) => fieldsOf(t, nested, createdOf),
    ofChanged: (t, { nested }) => fieldsOf(t, nested, changedOf),
    isRelated: ({ nested }, column) =>
      nested.some(
        ({ edge, columns, create }) => create && edge.refers && columns.some(({ name }) => name === column.name),
      ),
  };
}

const isMany = ({ refers, many }: Edge): boolean => !refers && many;

/** Of one row, and of several. */
const descriptions: Record<NestedAction, readonly [one: string, several: string]> = {
  create: ["One that is made.", "Rows that are made."],
  connect: ["One that is there.", "Rows that are there."],
  update: ["What is to change of it.", "Those that are changed."],
  delete: ["With true it is deleted.", "Those that are deleted."],
  disconnect: ["With true the two are related no more.", "Those that are related no more."],
};
