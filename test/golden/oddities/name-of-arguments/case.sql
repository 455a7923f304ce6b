-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."and" as "and", t."or" as "or", t."not" as "not", t."count" as "count", t."key" as "key", t."etag" as "etag", t."where" as "where", t."patch" as "patch", t."limit" as "limit", t."offset" as "offset", t."by" as "by", t."input" as "input", t."inputs" as "inputs", t."node" as "node", t."nodes" as "nodes", t."edges" as "edges", t."cursor" as "cursor", t."sum"::text as "sum", t."isNull" as "isNull", t."eq" as "eq", t."if" as "if", t."args" as "args", t."data" as "data", t."errors" as "errors" from (
select t2."and", t2."or", t2."not", t2."count", t2."key", t2."etag", t2."where", t2."patch", t2."limit", t2."offset", t2."by", t2."input", t2."inputs", t2."node", t2."nodes", t2."edges", t2."cursor", t2."sum", t2."isNull", t2."eq", t2."if", t2."args", t2."data", t2."errors" from "public"."words" as t2
where ((t2."id" > $1::"int4") and ((t2."and" = $2::"text") or (t2."or" is not distinct from null)) and t2."count" = any($3::"int4"[]) and t2."where" = $4::"text")
order by t2."id"
limit $5
) as t
) as r)::text;
