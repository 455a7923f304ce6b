import { type TypeCase, value } from "../type-case.ts";

const same = (text: string) => value(`'${text}'`, JSON.stringify(text));

export const namedCases: readonly TypeCase[] = [
  {
    sql: "traffic_light",
    graphql: "TrafficLight",
    filter: "order",
    values: [same("RED"), same("amber"), value("'go-green'", '"GO_GREEN"'), value("'true'", '"TRUE"')],
    note: "An enum: `('RED', 'amber', 'go-green', 'true')`. Labels are unchanged where GraphQL allows them, else UPPER_SNAKE.",
  },
  {
    sql: "sign",
    graphql: "String",
    filter: "order",
    values: [same("+"), same("-"), same("")],
    note: "An enum, `('+', '-', '')`, of which a label cannot be spelled in GraphQL.",
  },
  {
    sql: "positive",
    graphql: "Int",
    filter: "order",
    values: [value("7", "7")],
    note: "A domain is served as what it is made of: `create domain positive as integer check (value > 0)`.",
  },
  {
    sql: "small_positive",
    graphql: "Int",
    filter: "order",
    values: [value("7", "7")],
    note: "A domain over `positive`.",
  },
  {
    sql: "price",
    graphql: "Decimal",
    filter: "order",
    values: [value("19.9", '"19.90"')],
    note: "A domain over `numeric(12,2)`.",
  },
  {
    sql: "lamp",
    graphql: "TrafficLight",
    filter: "order",
    values: [value("'go-green'", '"GO_GREEN"')],
    base: "traffic_light",
    note: "A domain over an enum.",
  },
  {
    sql: "codes",
    graphql: "[Int]",
    filter: "equality",
    values: [value("'{1,NULL,3}'", "[1,null,3]"), value("'{}'", "[]")],
    note: "A domain over `integer[]`.",
  },
  {
    sql: "grid",
    graphql: "JSON",
    filter: "none",
    values: [value("'{{1,2},{3,4}}'", "[[1,2],[3,4]]", false)],
    note: "A domain over `integer[][]`.",
  },
  {
    sql: "weeks",
    graphql: "IntRange",
    filter: "eq",
    base: "int4range",
    selection: "{ lower upper }",
    values: [value("'[1,5)'", '{"lower":1,"upper":5}')],
    note: "A domain over `int4range`.",
  },
  {
    sql: "home",
    graphql: "Address",
    filter: "none",
    selection: "{ street postalCode }",
    values: [value(`'("Elm 1","A 1",,)'`, '{"street":"Elm 1","postalCode":"A 1"}', false)],
    note: "A domain over the composite `address`.",
  },
];
