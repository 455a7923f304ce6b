-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", (select row_to_json(r2.*) from (
select t2."name" as "name" from "public"."people" as t2
where t2."id" = t."manager_id"
) as r2) as "manager", (select row_to_json(r3.*) from (
select t3."name" as "name" from "public"."people" as t3
where t3."id" = t."mentorId"
) as r3) as "mentor", (select coalesce(json_agg(r4.*), '[]'::json) from (
select t4."id" as "id" from (
select t5."id" from "public"."people" as t5
where t5."manager_id" = t."id"
order by t5."id"
limit $1
) as t4
) as r4) as "peopleByManager", (select coalesce(json_agg(r5.*), '[]'::json) from (
select t6."id" as "id", (select row_to_json(r6.*) from (
select t7."id" as "id" from "public"."people" as t7
where t7."id" = t6."mentorId"
) as r6) as "mentor" from (
select t8."id", t8."mentorId" from "public"."people" as t8
where t8."mentorId" = t."id"
order by t8."id" desc
limit $2
) as t6
) as r5) as "peopleByMentor" from (
select t9."id", t9."manager_id", t9."mentorId" from "public"."people" as t9
where t9."id" = any($3::"int4"[])
order by t9."id"
limit $4
) as t
) as r)::text;
