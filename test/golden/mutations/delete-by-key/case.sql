-- main
with w as (
delete from "public"."items" as t
where t."order_id" = $1::"int8" and t."line" = $2::"int4"
returning t."product", t."order_id"
)
select (select row_to_json(r.*) from (select t2."product" as "product", (select row_to_json(r2.*) from (
select t3."note" as "note" from "public"."orders" as t3
where t3."id" = t2."order_id"
) as r2) as "order" from w as t2) as r)::text;
