import { type TypeCase, value } from "../type-case.ts";

const same = (text: string) => value(`'${text.replaceAll("'", "''")}'`, JSON.stringify(text));

export const extensionCases: readonly TypeCase[] = [
  {
    sql: "citext",
    graphql: "String",
    filter: "order",
    values: [value("'Hello'", '"Hello"', '"hELLO"'), same("")],
    note: "Of the extension `citext`: compared without regard to case.",
  },
  {
    sql: "ltree",
    graphql: "String",
    filter: "order",
    values: [same("Top.Science.Astronomy"), same("")],
    note: "Of the extension `ltree`.",
  },
  {
    sql: "hstore",
    graphql: "String",
    filter: "equality",
    values: [same('"a"=>"1", "b"=>NULL'), same("")],
    note: "Of the extension `hstore`.",
  },
  {
    sql: "citext[]",
    graphql: "[String]",
    filter: "equality",
    values: [value("'{Hello,NULL}'", '["Hello",null]', '["HELLO",null]')],
  },
  {
    sql: "hstore[]",
    graphql: "[String]",
    filter: "equality",
    values: [value(`array['a=>1'::hstore]`, String.raw`["\"a\"=>\"1\""]`)],
  },
];
