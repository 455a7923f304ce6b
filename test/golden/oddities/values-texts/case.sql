-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."v1" as "v1", t."v2" as "v2", t."v3" as "v3", t."v4" as "v4", t."v5" as "v5", t."v6" as "v6", pg_catalog.translate(encode(t."v7", 'base64'), e'
', '') as "v7" from (
select t2."v1", t2."v2", t2."v3", t2."v4", t2."v5", t2."v6", t2."v7" from "public"."values_texts_and_bytes" as t2
order by t2."id"
limit $1
) as t
) as r)::text;
