-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", t."status"::text as "status" from (
select t2."id", t2."status" from "public"."orders" as t2
where (exists (select from "public"."customers" as t3 where t3."id" = t2."customer_id" and t3."country" = any($1::"text"[])) and (exists (select from "public"."order_items" as t4 where t4."order_id" = t2."id" and (t4."quantity" >= $2::"int4" and t4."quantity" <= $3::"int4")) and (select count(*) from "public"."order_items" as t5 where t5."order_id" = t2."id") < $4::"int4"))
order by t2."id"
limit $5
) as t
) as r)::text;
