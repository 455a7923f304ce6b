-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."note" as "note" from (
select t2."id", t2."note" from "audit"."people" as t2
order by t2."id"
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", t."what" as "what", (select row_to_json(r2.*) from (
select t2."name" as "name" from "public"."people" as t2
where t2."id" = t."person_id"
) as r2) as "person" from (
select t3."id", t3."what", t3."person_id" from "audit"."events" as t3
where t3."what" = $1::"text"
order by t3."id"
limit $2
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select (select coalesce(json_agg(r2.*), '[]'::json) from (
select t."what" as "what" from (
select t2."what" from "audit"."events" as t2
where t2."person_id" = t3."id"
order by t2."id"
limit $1
) as t
) as r2) as "events" from "public"."people" as t3
where t3."id" = $2::"int4"
) as r)::text;
