import type { Extend } from "../../../src/graphql/index.ts";

/** Fields of one's own that lead to notes, load them, or are made of their columns. */
export const customFields: Extend = (builder) => {
  const note = builder.table("Note");

  // What a resolver was given shows in what it answers, a null of a column that is masked, too.
  builder.tableField("Note", "shout", (t) =>
    t.field({ type: "String", needs: ["body"], resolve: ({ body }) => `${body}!` }),
  );
  builder.tableField("Note", "whisper", (t) =>
    t.field({ type: "String", needs: ["secret"], resolve: ({ secret }) => `(${secret})` }),
  );
  builder.tableField("Note", "next", (t) => t.field({ type: note, needs: ["n"], resolve: ({ n }) => Number(n) + 1 }));

  builder.tableField("Tag", "sameNote", (t) =>
    t.field({ type: note, needs: ["noteId"], resolve: ({ noteId }) => noteId }),
  );
  builder.tableField("Tag", "loadedNote", (t) =>
    t.field({
      type: "JSON",
      needs: ["noteId"],
      resolve: ({ noteId }, _args, { load }) => (noteId === null ? null : load.note?.(noteId)),
    }),
  );
  builder.tableField("Report", "twoNotes", (t) =>
    t.field({ type: [note], needs: ["noteId"], resolve: ({ noteId }) => [noteId, Number(noteId) + 1] }),
  );

  const pile = builder.objectRef<object>("Pile").implement({
    fields: (t) => ({ notes: t.field({ type: [note], resolve: () => [8, 3, 1] }) }),
  });
  builder.queryField("pile", (t) => t.field({ type: pile, resolve: () => ({}) }));
  builder.queryField("chosen", (t) =>
    t.field({ type: note, args: { id: t.arg.int({ required: true }) }, resolve: (_root, { id }) => id }),
  );
  builder.subscriptionField("told", (t) =>
    t.field({
      type: note,
      args: { ids: t.arg.intList({ required: true }) },
      async *subscribe(_root, { ids }) {
        yield* ids;
      },
      resolve: (id) => id,
    }),
  );
  builder.mutationField("relabel", (t) =>
    t.field({
      type: note,
      writes: ["desk"],
      args: { tag: t.arg.int({ required: true }) },
      resolve: (_root, { tag }, { db }) =>
        db("desk").value({
          text: "update tags set label = 'x' where id = $1 returning note_id",
          values: [tag],
          effects: "rows",
        }),
    }),
  );
};
