-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."id"::text as "id", t2."total"::text as "total" from (
select t3."id", t3."total" from "public"."orders" as t3
where t3."customer_id" = t."id" and t3."status" = $1::"public"."order_status"
order by t3."total" desc, t3."id"
limit $2 offset $3
) as t2
) as r2) as "orders" from (
select t4."id" from "public"."customers" as t4
where t4."id" <= $4::"int4"
order by t4."id"
limit $5
) as t
) as r)::text;
