-- shop
select (select row_to_json(r.*) from (
select t."id"::text as "id", (select row_to_json(r2.*) from (
select t2."name" as "name" from "public"."customers" as t2
where t2."id" = t."customer_id"
) as r2) as "customer" from "public"."orders" as t
where t."id" = $1::"int8"
) as r)::text;
