-- main
with w as (
delete from "public"."items" as t
where exists (select from "public"."orders" as t2 where t2."id" = t."order_id" and t2."note" = $1::"text")
returning t."line", t."product", t."order_id"
)
select (select row_to_json(b.*) from (select (select count(*) from w) as "count", (select coalesce(json_agg(r.*), '[]'::json) from (select t3."line" as "line" from w as t3 order by t3."order_id", t3."line" limit $2) as r) as "nodes", (select coalesce(json_agg(r2.*), '[]'::json) from (select t4."product" as "product" from w as t4 order by t4."order_id", t4."line" limit $3) as r2) as "products") as b)::text;
