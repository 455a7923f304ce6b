-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."codes" as "codes", t."note" as "note" from (
select t2."codes", t2."note" from "public"."keyed_by_array" as t2
where t2."codes" = $1::"int4"[]
order by t2."codes"
limit $2
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select pg_catalog.translate(encode(t."id", 'base64'), e'
', '') as "id", t."note" as "note" from "public"."keyed_by_bytes" as t
where t."id" = $1::"bytea"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select pg_catalog.translate(encode(t."id", 'base64'), e'
', '') as "id", t."note" as "note" from "public"."keyed_by_bytes" as t
where t."id" = $1::"bytea"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."amount"::text as "amount", t."note" as "note" from "public"."keyed_by_numeric" as t
where t."amount" = $1::"numeric"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."amount"::text as "amount", t."note" as "note" from "public"."keyed_by_numeric" as t
where t."amount" = $1::"numeric"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."amount"::text as "amount", t."note" as "note" from "public"."keyed_by_numeric" as t
where t."amount" = $1::"numeric"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."at" as "at", t."note" as "note" from "public"."keyed_by_time" as t
where t."at" = $1::"timestamptz"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."at" as "at", t."note" as "note" from "public"."keyed_by_time" as t
where t."at" = $1::"timestamptz"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."id" as "id", t."note" as "note" from "public"."keyed_by_uuid" as t
where t."id" = $1::"uuid"
) as r)::text;
