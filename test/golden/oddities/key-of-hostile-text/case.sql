-- odd
select (select row_to_json(r.*) from (
select t."code" as "code" from "public"."keyed_by_text" as t
where t."code" = $1::"text"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."code" as "code" from "public"."keyed_by_text" as t
where t."code" = $1::"text"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."note" as "note" from "public"."keyed_by_text" as t
where t."code" = $1::"text"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."note" as "note" from "public"."keyed_by_text" as t
where t."code" = $1::"text"
) as r)::text;
