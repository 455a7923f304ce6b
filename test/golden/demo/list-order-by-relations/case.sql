-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."order_id"::text as "orderId", t."line_no" as "lineNo", (select row_to_json(r2.*) from (
select t2."price"::text as "price", (select row_to_json(r3.*) from (
select t3."name" as "name", (select row_to_json(r4.*) from (
select t4."name" as "name" from "public"."categories" as t4
where t4."id" = t3."parent_id"
) as r4) as "parent" from "public"."categories" as t3
where t3."id" = t2."category_id"
) as r3) as "category" from "public"."products" as t2
where t2."id" = t."product_id"
) as r2) as "product", (select row_to_json(r5.*) from (
select (select row_to_json(r6.*) from (
select t5."name" as "name" from "public"."customers" as t5
where t5."id" = t6."customer_id"
) as r6) as "customer" from "public"."orders" as t6
where t6."id" = t."order_id"
) as r5) as "order" from (
select t7."order_id", t7."line_no", t7."product_id" from "public"."order_items" as t7
left join "public"."products" as o on o."id" = t7."product_id"
left join "public"."categories" as o2 on o2."id" = o."category_id"
left join "public"."categories" as o3 on o3."id" = o2."parent_id"
left join "public"."orders" as o4 on o4."id" = t7."order_id"
left join "public"."customers" as o5 on o5."id" = o4."customer_id"
order by o3."name" asc nulls first, o2."name" desc, o5."name" asc, o."price" desc, t7."order_id", t7."line_no"
limit $1
) as t
) as r)::text;
