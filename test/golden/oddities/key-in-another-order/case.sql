-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."a" as "a", t."b" as "b", t."c" as "c" from (
select t2."a", t2."b", t2."c" from "public"."reversed_key" as t2
order by t2."c", t2."a"
limit $1
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."b" as "b" from "public"."reversed_key" as t
where t."c" = $1::"int4" and t."a" = $2::"int4"
) as r)::text;
