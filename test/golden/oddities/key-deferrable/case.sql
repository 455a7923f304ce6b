-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."label" as "label" from (
select t2."id", t2."label" from "public"."deferred_key" as t2
where t2."id" = $1::"int4"
limit $2
) as t
) as r)::text;
