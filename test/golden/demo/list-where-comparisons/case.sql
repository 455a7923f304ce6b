-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."sku" as "sku", t."price"::text as "price" from (
select t2."id", t2."sku", t2."price" from "public"."products" as t2
where ((t2."price" >= $1::"numeric" and t2."price" < $2::"numeric") and (t2."id" <> $3::"int4" and t2."id" > $4::"int4" and t2."id" <= $5::"int4"))
order by t2."id"
limit $6
) as t
) as r)::text;
