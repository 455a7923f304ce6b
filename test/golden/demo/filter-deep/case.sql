-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name" from (
select t2."name" from "public"."customers" as t2
where exists (select from "public"."orders" as t3 where t3."customer_id" = t2."id" and exists (select from "public"."order_items" as t4 where t4."order_id" = t3."id" and exists (select from "public"."products" as t5 where t5."id" = t4."product_id" and exists (select from "public"."categories" as t6 where t6."id" = t5."category_id" and exists (select from "public"."categories" as t7 where t7."id" = t6."parent_id" and t7."slug" = $1::"text")))))
order by t2."id"
limit $2
) as t
) as r)::text;
