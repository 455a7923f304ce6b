-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", (select row_to_json(r2.*) from (
select t2."name" as "name", t2."country" as "country" from "public"."customers" as t2
where t2."id" = t."customer_id"
) as r2) as "customer" from (
select t3."id", t3."customer_id" from "public"."orders" as t3
order by t3."id"
limit $1
) as t
) as r)::text;
