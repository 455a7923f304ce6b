-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", (select row_to_json(r2.*) from (
select t2."name" as "name" from "public"."customers" as t2
where t2."id" = t."customer_id"
) as r2) as "customer" from (
select t3."id", t3."customer_id" from "public"."orders" as t3
where (exists (select from "public"."customers" as t4 where t4."id" = t3."customer_id" and (t4."country" = $1::"text" and t4."loyalty" = $2::"public"."loyalty_tier")) and not (exists (select from "public"."customers" as t5 where t5."id" = t3."customer_id" and t5."name" ~~ $3::"text")))
order by t3."id"
limit $4
) as t
) as r)::text;
