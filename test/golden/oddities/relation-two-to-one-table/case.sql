-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", (select row_to_json(r2.*) from (
select t2."id" as "id" from "public"."people" as t2
where t2."id" = t."created_by"
) as r2) as "createdByPerson", (select row_to_json(r3.*) from (
select t3."id" as "id" from "public"."people" as t3
where t3."id" = t."approved_by"
) as r3) as "approvedByPerson" from (
select t4."id", t4."created_by", t4."approved_by" from "public"."documents" as t4
where t4."id" <= $1::"int8"
order by t4."id"
limit $2
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select (select coalesce(json_agg(r2.*), '[]'::json) from (
select t."id"::text as "id", (select row_to_json(r3.*) from (
select t2."name" as "name" from "public"."people" as t2
where t2."id" = t."approved_by"
) as r3) as "approvedByPerson" from (
select t3."id", t3."approved_by" from "public"."documents" as t3
where t3."created_by" = t4."id"
order by t3."id"
limit $1
) as t
) as r2) as "documentsByCreatedBy", (select coalesce(json_agg(r4.*), '[]'::json) from (
select t5."id"::text as "id", (select row_to_json(r5.*) from (
select t6."name" as "name" from "public"."people" as t6
where t6."id" = t5."created_by"
) as r5) as "createdByPerson" from (
select t7."id", t7."created_by" from "public"."documents" as t7
where t7."approved_by" = t4."id"
order by t7."id"
limit $2 offset $3
) as t5
) as r4) as "documentsByApprovedBy" from "public"."people" as t4
where t4."id" = $4::"int4"
) as r)::text;
