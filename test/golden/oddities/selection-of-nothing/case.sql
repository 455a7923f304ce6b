-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select (select row_to_json(r2.*) from (
select  from "public"."people" as t
where t."id" = t2."manager_id"
) as r2) as "manager", (select coalesce(json_agg(r3.*), '[]'::json) from (
select  from (
select  from "public"."people" as t3
where t3."manager_id" = t2."id"
order by t3."id"
limit $1
) as t4
) as r3) as "peopleByManager" from (
select t5."manager_id", t5."id" from "public"."people" as t5
order by t5."id"
limit $2
) as t2
) as r)::text;
