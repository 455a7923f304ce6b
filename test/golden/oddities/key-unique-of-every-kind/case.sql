-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."deferred" as "deferred", t."partial" as "partial", t."folded" as "folded", case when t."excluded" is distinct from null then (select row_to_json(r2.*) from (select lower(t."excluded") as "lower", upper(t."excluded") as "upper") as r2) end as "excluded" from (
select t2."id", t2."deferred", t2."partial", t2."folded", t2."excluded" from "public"."unique_kinds" as t2
where t2."partial" < $1::"int4"
order by t2."id"
limit $2
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."id" as "id" from "public"."unique_kinds" as t
where t."nulls_equal" = $1::"int4"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."id" as "id" from "public"."unique_kinds" as t
where t."plain" = $1::"text"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."id" as "id" from "public"."unique_kinds" as t
where t."several_a" = $1::"int4" and t."several_b" = $2::"int4"
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."id" as "id", t."carried" as "carried" from "public"."unique_kinds" as t
where t."with_more" = $1::"int4"
) as r)::text;
