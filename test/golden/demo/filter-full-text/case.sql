-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."body" as "body" from (
select t2."body" from "public"."reviews" as t2
where to_tsvector(t2."body"::text) @@ (select websearch_to_tsquery($1::text))
order by t2."id"
limit $2
) as t
) as r)::text;

-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name" from (
select t2."name" from "public"."products" as t2
where t2."search" @@ websearch_to_tsquery($1::regconfig, $2::text)
order by t2."id"
limit $3
) as t
) as r)::text;
