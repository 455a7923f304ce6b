-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."column_1" as "column1", t."column_800" as "column800", t."column_1599" as "column1599" from (
select t2."id", t2."column_1", t2."column_800", t2."column_1599" from "public"."wide" as t2
order by t2."id"
limit $1
) as t
) as r)::text;
