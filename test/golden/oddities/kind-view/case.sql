-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."name" as "name", t."manager_id" as "managerId" from (
select t2."id", t2."name", t2."manager_id" from "public"."adults" as t2
where t2."name" = $1::"text"
limit $2
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", t."title" as "title", t."author" as "author" from (
select t2."id", t2."title", t2."author" from "public"."document_titles" as t2
order by t2."author" asc, t2."id" desc
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."n" as "n" from (
select t2."n" from "public"."countdown" as t2
where t2."n" < $1::"int4"
limit $2
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."one" as "one", t."two" as "two", t."three" as "three", t."four" as "four", case when t."five" is distinct from null then (select row_to_json(r2.*) from (select (t."five")."host" as "host", (t."five")."port" as "port") as r2) end as "five" from (
select t2."one", t2."two", t2."three", t2."four", t2."five" from "public"."constants" as t2
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."title" as "title" from (
select t2."title" from "public"."view_on_view" as t2
where t2."id" = $1::"int8"
limit $2
) as t
) as r)::text;
