-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", (select row_to_json(r2.*) from (
select t2."number" as "number", (select row_to_json(r3.*) from (
select t3."name" as "name" from "public"."people" as t3
where t3."id" = t2."person_id"
) as r3) as "person" from "public"."passports" as t2
where t2."person_id" = t."id"
) as r2) as "passport", (select row_to_json(r4.*) from (
select t4."title" as "title", (select row_to_json(r5.*) from (
select t5."id" as "id" from "public"."people" as t5
where t5."id" = t4."owner"
) as r5) as "ownerPerson" from "public"."documents" as t4
where t4."owner" = t."id"
) as r4) as "documentByOwner" from (
select t6."id" from "public"."people" as t6
where t6."id" = any($1::"int4"[])
order by t6."id"
limit $2
) as t
) as r)::text;
