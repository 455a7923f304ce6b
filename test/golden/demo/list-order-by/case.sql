-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."discontinued_at" as "discontinuedAt", t."price"::text as "price" from (
select t2."id", t2."discontinued_at", t2."price" from "public"."products" as t2
order by t2."discontinued_at" desc nulls last, t2."price" asc, t2."id"
limit $1 offset $2
) as t
) as r)::text;
