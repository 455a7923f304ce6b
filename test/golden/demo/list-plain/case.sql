-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."name" as "name", t."slug" as "slug" from (
select t2."id", t2."name", t2."slug" from "public"."categories" as t2
order by t2."id"
limit $1
) as t
) as r)::text;
