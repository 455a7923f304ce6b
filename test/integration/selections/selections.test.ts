import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { columnOf, type ExposedTable, exposedTable, relationOf } from "../../support/oddities/exposed.ts";
import { type Oddities, startOddities } from "../../support/oddities/index.ts";

let odd: Oddities;
let people: ExposedTable;
let documents: ExposedTable;
let wide: ExposedTable;
beforeAll(async () => {
  odd = await startOddities();
  const { schema } = odd.gateway.gateway;
  people = exposedTable(schema, "people");
  documents = exposedTable(schema, "documents");
  wide = exposedTable(schema, "wide");
});
afterAll(() => odd?.dispose());

const data = (query: string) => odd.gateway.data(query);
/** Keys count, too: their order is the document's. */
const expectSame = (answer: unknown, expected: unknown) =>
  expect(JSON.stringify(answer)).toBe(JSON.stringify(expected));

const manager = () => relationOf(people, { target: "people", from: ["manager_id"], to: ["id"] }).name;
const reports = () => relationOf(people, { target: "people", from: ["id"], to: ["manager_id"] }).name;
const created = () => relationOf(people, { target: "documents", from: ["id"], to: ["created_by"] }).name;
const createdBy = () => relationOf(documents, { target: "people", from: ["created_by"], to: ["id"] }).name;

describe("many fields of one object", () => {
  /** The last columns first. */
  const fields = (count: number): (readonly [string, number])[] =>
    Array.from({ length: count }, (_, index) => count - index).map((number) => [
      columnOf(wide, `column_${number}`).name,
      number,
    ]);

  test.each([200, 1599])("%i come in the document's order", async (count) => {
    const names = fields(count).map(([name]) => name);
    const answer = await data(`{ rows: ${wide.list.name}(where: {id: {eq: 1}}) { ${names.join(" ")} } }`);
    expectSame(answer, { rows: [Object.fromEntries(fields(count))] });
  });

  test("200 of one column under aliases", async () => {
    const entries = Array.from({ length: 200 }, (_, index) => [`alias${index}`, 7]);
    const aliases = entries.map(([alias]) => `${alias}: id`);
    const answer = await data(`{ row: ${people.list.name}(where: {id: {eq: 7}}) { ${aliases.join(" ")} } }`);
    expectSame(answer, { row: [Object.fromEntries(entries)] });
  });

  test("more than Postgres can select are LIMIT_EXCEEDED at their field", async () => {
    const aliases = Array.from({ length: 1700 }, (_, index) => `alias${index}: id`);
    const { body } = await odd.gateway.send(`{ rows: ${people.list.name}(limit: 1) { ${aliases.join(" ")} } }`);
    expect(body).toMatchObject({
      data: { rows: null },
      errors: [{ path: ["rows"], extensions: { code: "LIMIT_EXCEEDED", limit: "fieldsPerObject" } }],
    });
  });
});

describe("aliases that are longer than the names of Postgres", () => {
  const long = "an_alias_of_which_the_first_sixty_three_characters_are_all_the_same";
  const [one, two, three] = [`${long}_1`, `${long}_2`, long.slice(0, 63)];

  test("are kept apart at the root, on columns and on relations", async () => {
    const answer = await data(`{
      ${one}: ${people.list.name}(where: {id: {eq: 3}}) {
        ${two}: id
        ${one}: name
        ${three}: id
        ${long}_m: ${manager()} { ${one}: id ${two}: name }
        ${long}_n: ${reports()} { ${one}: id ${two}: name }
      }
      ${two}: ${people.list.name}(where: {id: {eq: 4}}) { ${one}: id }
    }`);
    expectSame(answer, {
      [one]: [
        {
          [two]: 3,
          [one]: "person 3",
          [three]: 3,
          [`${long}_m`]: { [one]: 2, [two]: "person 2" },
          [`${long}_n`]: [{ [one]: 4, [two]: "person 4" }],
        },
      ],
      [two]: [{ [one]: 4 }],
    });
  });

  test("may be longer than anything", async () => {
    const alias = "a".repeat(5000);
    const answer = await data(
      `{ ${alias}: ${people.list.name}(limit: 1) { ${alias}: ${manager()} { id } ${alias}b: id } }`,
    );
    expectSame(answer, { [alias]: [{ [alias]: null, [`${alias}b`]: 1 }] });
  });
});

describe("depth", () => {
  const nested = (levels: number, field: string): string =>
    levels === 0 ? "id" : `id ${field} { ${nested(levels - 1, field)} }`;

  test("20 levels of a relation to one", async () => {
    const expected = (levels: number, id: number): object =>
      levels === 0 ? { id } : { id, [manager()]: expected(levels - 1, id - 1) };
    const answer = await data(`{ rows: ${people.list.name}(where: {id: {eq: 30}}) { ${nested(20, manager())} } }`);
    expectSame(answer, { rows: [expected(20, 30)] });
  });

  test("20 levels of a relation to many", async () => {
    const expected = (levels: number, id: number): object =>
      levels === 0 ? { id } : { id, [reports()]: [expected(levels - 1, id + 1)] };
    const answer = await data(`{ rows: ${people.list.name}(where: {id: {eq: 1}}) { ${nested(20, reports())} } }`);
    expectSame(answer, { rows: [expected(20, 1)] });
  });

  test("beyond the end there is null, and nothing", async () => {
    const answer = await data(
      `{ rows: ${people.list.name}(where: {id: {in: [1, 30]}}) { id ${manager()} { id } ${reports()} { id } } }`,
    );
    expectSame(answer, {
      rows: [
        { id: 1, [manager()]: null, [reports()]: [{ id: 2 }] },
        { id: 30, [manager()]: { id: 29 }, [reports()]: [] },
      ],
    });
  });
});

test("one relation five times with different arguments", async () => {
  const field = created();
  const answer = await data(`{ rows: ${people.list.name}(where: {id: {in: [1, 2]}}) {
    all: ${field} { id }
    first: ${field}(limit: 1) { id title }
    last: ${field}(orderBy: [{id: DESC}], limit: 1) { id }
    rest: ${field}(offset: 2) { id }
    some: ${field}(where: {title: {in: ["document 3", "document 4"]}}) { id back: ${createdBy()} { id } }
    none: ${field}(where: {or: []}) { id }
  } }`);
  const ids = (...numbers: number[]) => numbers.map((id) => ({ id: String(id) }));
  expectSame(answer, {
    rows: [
      {
        all: ids(3, 6, 9, 12),
        first: [{ id: "3", title: "document 3" }],
        last: ids(12),
        rest: ids(9, 12),
        some: [{ id: "3", back: { id: 1 } }],
        none: [],
      },
      {
        all: ids(1, 4, 7, 10),
        first: [{ id: "1", title: "document 1" }],
        last: ids(10),
        rest: ids(7, 10),
        some: [{ id: "4", back: { id: 2 } }],
        none: [],
      },
    ],
  });
});

describe("__typename", () => {
  test("is known at the root without any statement", async () => {
    expectSame(await data("{ __typename again: __typename }"), { __typename: "Query", again: "Query" });
    expect(await odd.gateway.statements("{ __typename }")).toEqual([]);
  });

  test("is known everywhere, alone and with others", async () => {
    const alerts = exposedTable(odd.gateway.gateway.schema, "alerts", "audit");
    const place = columnOf(alerts, "at");
    const answer = await data(`{
      __typename
      only: ${people.list.name}(limit: 2) { __typename }
      rows: ${people.list.name}(where: {id: {eq: 2}}) {
        before: __typename id ${manager()} { __typename } ${reports()} { __typename id __typename }
      }
      alerts: ${alerts.list.name} { __typename ${place.name} { __typename } }
    }`);
    const __typename = people.type.name;
    expectSame(answer, {
      __typename: "Query",
      only: [{ __typename }, { __typename }],
      rows: [{ before: __typename, id: 2, [manager()]: { __typename }, [reports()]: [{ __typename, id: 3 }] }],
      alerts: [{ __typename: alerts.type.name, [place.name]: { __typename: String(place.type) } }],
    });
  });
});

describe("fragments", () => {
  test("that leave nothing give empty objects, as many as there are rows", async () => {
    const answer = await data(`{
      rows: ${people.list.name}(limit: 2) { ...Nothing }
      deeper: ${people.list.name}(where: {id: {eq: 2}}) {
        ... @skip(if: true) { id }
        ${manager()} { ...Nothing }
        ${reports()} { ... on ${people.type.name} @include(if: false) { id } }
      }
    }
    fragment Nothing on ${people.type.name} { id @skip(if: true) name @include(if: false) }`);
    expectSame(answer, { rows: [{}, {}], deeper: [{ [manager()]: {}, [reports()]: [{}] }] });
  });

  // GraphQL's JavaScript implementation reads a selection of nothing, too.
  test("and selections of nothing give the same", async () => {
    expectSame(await data("{ }"), {});
    const answer = await data(
      `{ rows: ${people.list.name}(where: {id: {eq: 2}}) { ${manager()} { } ${reports()} { } } }`,
    );
    expectSame(answer, { rows: [{ [manager()]: {}, [reports()]: [{}] }] });
  });

  test("merge with what was selected already", async () => {
    const answer = await data(`{
      rows: ${people.list.name}(where: {id: {eq: 3}}) { ${manager()} { id } ...One ... { ...Two id } }
    }
    fragment One on ${people.type.name} { ${manager()} { name ...Two } }
    fragment Two on ${people.type.name} { ${manager()} { id } name }`);
    expectSame(answer, {
      rows: [{ [manager()]: { id: 2, name: "person 2", [manager()]: { id: 1 } }, name: "person 3", id: 3 }],
    });
  });

  test("a root field that is skipped sends nothing", async () => {
    expect(await odd.gateway.statements(`{ __typename ${people.list.name} @skip(if: true) { id } }`)).toEqual([]);
  });
});
