-- shop
select (select row_to_json(r.*) from (
select t."name" as "name", t."attributes"::text as "attributes", t."tags" as "tags", (select row_to_json(r2.*) from (
select t2."name" as "name" from "public"."categories" as t2
where t2."id" = t."category_id"
) as r2) as "category" from "public"."products" as t
where t."sku" = $1::"text"
) as r)::text;
