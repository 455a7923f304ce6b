-- shop
select (select row_to_json(r.*) from (
select t."id"::text as "id" from "public"."orders" as t
where t."id" = $1::"int8"
) as r)::text;

-- shop
select (select row_to_json(r.*) from (
select t."id"::text as "id", t."total"::text as "total", t."placed_at" as "placedAt", t."shipped_on" as "shippedOn" from "public"."orders" as t
where t."id" = $1::"int8"
) as r)::text;
