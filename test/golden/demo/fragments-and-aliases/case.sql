-- shop
select (select row_to_json(r.*) from (
select (select row_to_json(r2.*) from (
select t."name" as "name", t."id" as "id", t."email" as "email" from "public"."customers" as t
where t."id" = t2."customer_id"
) as r2) as "customer", t2."id"::text as "id", t2."status"::text as "status" from "public"."orders" as t2
where t2."id" = $1::"int8"
) as r)::text;

-- shop
select (select row_to_json(r.*) from (
select t."id"::text as "id", (select row_to_json(r2.*) from (
select t2."id" as "id", t2."email" as "email" from "public"."customers" as t2
where t2."id" = t."customer_id"
) as r2) as "customer", t."id"::text as "number" from "public"."orders" as t
where t."id" = $1::"int8"
) as r)::text;
