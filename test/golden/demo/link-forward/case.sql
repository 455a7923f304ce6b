-- billing
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."number" as "number", t."order_id"::text as "order" from (
select t2."number", t2."order_id" from "public"."invoices" as t2
where t2."id" = any($1::"int8"[])
order by t2."id"
limit $2
) as t
) as r)::text;
