import { type Fragment, sql } from "../../sql/index.ts";
import type { OperatorFamily, SearchOperator } from "./operator.ts";

/** Takes quoted phrases, `or` and `-`, and any text at all (manual, section 12.3.2). */
function query(words: Fragment, language: Fragment | undefined): Fragment {
  const read = sql.own("websearch_to_tsquery");
  if (language) return sql`${read}(${language}, ${words})`;
  // What depends on the session's language would be read for every row.
  return sql`(select ${read}(${words}))`;
}

const matches = (sqlOf: SearchOperator["sql"], mayFail = false): SearchOperator => ({
  name: "matches",
  argument: "search",
  description: "Matches a full text search.",
  mayFail,
  sql: sqlOf,
});

export const searchOfVectors: OperatorFamily = {
  of: "`tsvector`",
  suits: (type) => type.operators === "search" && !type.list,
  operators: [matches((column, words, language) => sql`${column} @@ ${query(words, language)}`)],
};

export const searchOfTexts: OperatorFamily = {
  of: "`text`, `varchar`, `char(n)`, `name`, `citext`: full text search",
  suits: (type) => type.operators === "text" && !type.list,
  operators: [
    // A text may have more different words than a vector can hold.
    matches((column, words, language) => {
      const configured = language ? sql`${language}, ` : sql.empty;
      return sql`${sql.own("to_tsvector")}(${configured}${column}::${sql.own("text")}) @@ ${query(words, language)}`;
    }, true),
  ],
};
