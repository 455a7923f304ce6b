-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."name" as "name" from (
select t2."id", t2."name" from "public"."products" as t2
where (t2."id" = any($1::"int4"[]) and t2."id" <> all($2::"int4"[]))
order by t2."id"
limit $3
) as t
) as r)::text;
