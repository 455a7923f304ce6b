-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", (select row_to_json(r2.*) from (
select t2."headline" as "headline" from "public"."news" as t2
where t2."id" = t."news_id"
) as r2) as "news" from (
select t3."id", t3."news_id" from "public"."series" as t3
order by t3."id"
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."headline" as "headline", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."id" as "id" from (
select t3."id" from "public"."series" as t3
where t3."news_id" = t."id"
order by t3."id"
limit $1
) as t2
) as r2) as "series" from (
select t4."id", t4."headline" from "public"."news" as t4
order by t4."id"
limit $2
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."headline" as "headline" from "public"."news" as t
where t."id" = $1::"int4"
) as r)::text;
