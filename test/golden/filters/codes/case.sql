-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."codes_case" as t2
where cardinality(t2."c"::"int4"[]) = $1::"int4"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."codes_case" as t2
where case when t2."c"::"int4"[] is not null then true = any(array(select e."item" > $1::"int4" from unnest(t2."c"::"int4"[]) as e(item))) end
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."codes_case" as t2
where t2."c"::"int4"[] operator(pg_catalog.@>) $1::"int4"[]
order by t2."id"
limit $2
) as t
) as r)::text;
