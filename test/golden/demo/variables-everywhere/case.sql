-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."name" as "name" from (
select t2."id", t2."name" from "public"."customers" as t2
where t2."id" = any($1::"int4"[])
order by t2."name" asc, t2."id"
limit $2
) as t
) as r)::text;

-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", t."status"::text as "status" from (
select t2."id", t2."status" from "public"."orders" as t2
where (t2."status" = any($1::"public"."order_status"[]) and not (t2."id" < $2::"int8"))
order by t2."placed_at" desc, t2."id"
limit $3
) as t
) as r)::text;
