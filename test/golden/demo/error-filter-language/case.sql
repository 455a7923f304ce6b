-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name" from (
select t2."name" from "public"."products" as t2
where t2."search" @@ websearch_to_tsquery($1::regconfig, $2::text)
order by t2."id"
limit $3
) as t
) as r)::text;
