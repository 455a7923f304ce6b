import { type TypeCase, value } from "../type-case.ts";

const object = (
  sql: string,
  graphql: string,
  selection: string,
  values: readonly (readonly [string, string])[],
  note?: string,
): TypeCase => ({
  sql,
  graphql,
  filter: "none",
  selection,
  values: values.map(([from, out]) => value(from, out, false)),
  ...(note && { note }),
});

const address = "{ street postalCode floorNo levels }";
const elm = '{"street":"Elm 1","postalCode":"A 1","floorNo":-1,"levels":["9223372036854775807",null]}';
const nulls = '{"street":null,"postalCode":null,"floorNo":null,"levels":null}';
const contact = `{ label addresses ${address} main ${address} light share extra key }`;
const nobody = '{"label":null,"addresses":null,"main":null,"light":null,"share":null,"extra":null,"key":null}';

export const objectCases: readonly TypeCase[] = [
  object(
    "address",
    "Address",
    address,
    [
      [`row('Elm 1', 'A 1', -1, '{9223372036854775807,NULL}')::address`, elm],
      ["row(null, null, null, null)::address", nulls],
      [
        `row('', 'quote " backslash \\ comma ,', 0, '{}')::address`,
        String.raw`{"street":"","postalCode":"quote \" backslash \\ comma ,","floorNo":0,"levels":[]}`,
      ],
    ],
    'A composite, `(street text, "postal code" text, floor_no smallint, levels bigint[])`. Its attributes are named as columns are and nullable; a composite of nulls is an object of nulls.',
  ),
  object("address[]", "[Address]", address, [
    [
      `array[row('Elm 1', 'A 1', -1, '{9223372036854775807,NULL}')::address, null, row(null, null, null, null)::address]`,
      `[${elm},null,${nulls}]`,
    ],
    ["'{}'", "[]"],
    ["array[null::address]", "[null]"],
  ]),
  object(
    "contact",
    "Contact",
    contact,
    [
      [
        `row('home', array[row('Elm 1', 'A 1', -1, '{9223372036854775807,NULL}')::address, null], row(null, null, null, null)::address, 'go-green', 0.5, '{"n":0.1000}', '\\x00ff')::contact`,
        `{"label":"home","addresses":[${elm},null],"main":${nulls},"light":"GO_GREEN","share":0.5,"extra":{"n":0.1000},"key":"AP8="}`,
      ],
      [
        "row(null, '{}', null, null, 'NaN', 'null', '')::contact",
        '{"label":null,"addresses":[],"main":null,"light":null,"share":null,"extra":null,"key":""}',
      ],
    ],
    "Composites within composites, as deep as they go.",
  ),
  object("org_chart", "OrgChart", `{ title contacts ${contact} }`, [
    [
      `row('all', array[row('a', array[row('Elm 1', 'A 1', -1, '{9223372036854775807,NULL}')::address], null, null, null, null, null)::contact, row(null, null, null, null, null, null, null)::contact, null])::org_chart`,
      `{"title":"all","contacts":[{"label":"a","addresses":[${elm}],"main":null,"light":null,"share":null,"extra":null,"key":null},${nobody},null]}`,
    ],
  ]),
];
