-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select  from (
select distinct on (t."status") null from "public"."orders" as t
order by t."status", t."id"
limit $1
) as t2
) as r)::text;
