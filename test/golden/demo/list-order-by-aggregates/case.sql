-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."id"::text as "id", t2."placed_at" as "placedAt" from (
select t3."id", t3."placed_at" from "public"."orders" as t3
left join lateral (select avg(a."unit_price")::"numeric" as value from "public"."order_items" as a where a."order_id" = t3."id") as a2 on true
left join "public"."customers" as o on o."id" = t3."customer_id"
left join lateral (select a3."id" as value from "public"."orders" as a3 where a3."customer_id" = o."id" and a3."id" is not null order by a3."id" asc limit 1) as a4 on o."id" is not null
where t3."customer_id" = t."id"
order by a2."value" desc, a4."value" asc, t3."id"
limit $1
) as t2
) as r2) as "orders" from (
select t4."id" from "public"."customers" as t4
left join lateral (select count(*) as value from "public"."orders" as a5 where a5."customer_id" = t4."id") as a6 on true
left join lateral (select a7."placed_at" as value from "public"."orders" as a7 where a7."customer_id" = t4."id" and a7."placed_at" is not null order by a7."placed_at" desc limit 1) as a8 on true
left join lateral (select sum(a9."total")::"numeric" as value from "public"."orders" as a9 where a9."customer_id" = t4."id") as a10 on true
order by a6."value" desc, a8."value" desc, a10."value" asc nulls first, t4."id"
limit $2
) as t
) as r)::text;
