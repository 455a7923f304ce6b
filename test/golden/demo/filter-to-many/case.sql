-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."quantity" as "quantity", t2."unit_price"::text as "unitPrice" from (
select t3."quantity", t3."unit_price" from "public"."order_items" as t3
where t3."order_id" = t."id"
order by t3."order_id", t3."line_no"
limit $1
) as t2
) as r2) as "items" from (
select t4."id" from "public"."orders" as t4
where (exists (select from "public"."order_items" as t5 where t5."order_id" = t4."id" and t5."quantity" > $2::"int4") and not exists (select from "public"."order_items" as t6 where t6."order_id" = t4."id" and t6."quantity" = $3::"int4") and not exists (select from "public"."order_items" as t7 where t7."order_id" = t4."id" and (t7."unit_price" < $4::"numeric") is not true) and (select count(*) from "public"."order_items" as t8 where t8."order_id" = t4."id") > $5::"int4")
order by t4."id"
limit $6
) as t
) as r)::text;
