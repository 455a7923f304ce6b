-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."level"::text as "level", t."secret_id" as "secretId" from (
select t2."level", t2."secret_id" from "public"."uses_internal" as t2
where t2."level" = any($1::"internal"."level"[])
order by t2."id"
limit $2
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."severity"::text as "severity", case when t."at" is distinct from null then (select row_to_json(r2.*) from (select (t."at")."host" as "host", (t."at")."port" as "port") as r2) end as "at" from (
select t2."severity", t2."at" from "audit"."alerts" as t2
where t2."severity" >= $1::"audit"."severity"
order by t2."id"
limit $2
) as t
) as r)::text;
