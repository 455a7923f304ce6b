-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."person_id" as "personId", (select row_to_json(r2.*) from (
select t2."name" as "name" from "public"."people" as t2
where t2."id" = t."person_id"
) as r2) as "person" from (
select t3."id", t3."person_id" from "public"."orphans" as t3
order by t3."id"
limit $1
) as t
) as r)::text;
