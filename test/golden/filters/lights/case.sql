-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."lights_case" as t2
where case when t2."c" is not null then true = any(array(select e."item" = any($1::"public"."traffic_light"[]) from unnest(t2."c") as e(item))) end
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."lights_case" as t2
where t2."c" operator(pg_catalog.@>) $1::"public"."traffic_light"[]
order by t2."id"
limit $2
) as t
) as r)::text;
