-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."v1" as "v1", t."v2" as "v2", t."v3" as "v3", t."v4"::text as "v4", t."v5"::text as "v5", t."v6"::text as "v6", t."v7"::text as "v7", t."v8" as "v8", t."v9" as "v9", t."v10" as "v10" from (
select t2."v1", t2."v2", t2."v3", t2."v4", t2."v5", t2."v6", t2."v7", t2."v8", t2."v9", t2."v10" from "public"."values_numbers_and_booleans" as t2
order by t2."id" asc
limit $1
) as t
) as r)::text;
