import { expect, onTestFinished, test } from "vitest";
import { createDatabase } from "../../support/databases.ts";
import { startGateway } from "../../support/gateway.ts";

test("a table that is called like what relay adds is itself without relay, and has to be renamed with it", async () => {
  const database = await createDatabase("create table nodes (id int primary key); insert into nodes values (1)");
  onTestFinished(() => database.dispose());
  const databases = { main: { url: database.url, prefix: "" } };
  const without = await startGateway({ databases });
  onTestFinished(() => without.dispose());
  expect(await without.data("{ nodes { id } node(id: 1) { id } }")).toEqual({ nodes: [{ id: 1 }], node: { id: 1 } });

  await expect(startGateway({ databases, relay: true })).rejects.toThrow(
    /main\.public\.nodes: wants the type name Node, which the gateway has\. Rename it with databases\.main\.tables\.nodes\.name/,
  );
  const tables = { nodes: { name: "Knot" } };
  const renamed = await startGateway({ databases: { main: { ...databases.main, tables } }, relay: true });
  onTestFinished(() => renamed.dispose());
  expect(await renamed.data("{ knots { rowId } }")).toEqual({ knots: [{ rowId: 1 }] });
});
