-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."unique_kinds" as t2
where (t2."excluded" operator(pg_catalog.&&) "int4range"($1::"int4", $2::"int4", '[)') and t2."excluded" operator(pg_catalog.@>) $3::"int4" and lower(t2."excluded") < $4::"int4" and not isempty(t2."excluded"))
order by t2."id"
limit $5
) as t
) as r)::text;
