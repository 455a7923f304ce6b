-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."name" as "name", (select row_to_json(r3.*) from (
select t3."name" as "name" from "public"."categories" as t3
where t3."id" = t2."parent_id"
) as r3) as "parent", (select coalesce(json_agg(r4.*), '[]'::json) from (
select t4."name" as "name" from (
select t5."name" from "public"."categories" as t5
where t5."parent_id" = t2."id"
order by t5."id"
limit $1
) as t4
) as r4) as "children" from (
select t6."name", t6."parent_id", t6."id" from "public"."categories" as t6
where t6."parent_id" = t."id"
order by t6."id"
limit $2
) as t2
) as r2) as "children" from (
select t7."name", t7."id" from "public"."categories" as t7
where t7."parent_id" is not distinct from null
order by t7."id"
limit $3
) as t
) as r)::text;
