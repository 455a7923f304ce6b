-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."select" as "select", t."from" as "from", t."table" as "table", t."user" as "user", t."group" as "group", t."null" as "null", t."true" as "true" from (
select t2."select", t2."from", t2."table", t2."user", t2."group", t2."null", t2."true" from "public"."order" as t2
where t2."from" is distinct from null
order by t2."select" desc
limit $1
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."table" as "table", t."true" as "true", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."id" as "id" from (
select t3."id" from "public"."order_batches" as t3
where t3."order_id" = t."select"
order by t3."id"
limit $1
) as t2
) as r2) as "orderBatches" from "public"."order" as t
where t."select" = $2::"int4"
) as r)::text;
