-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."v1" as "v1", t."v2" as "v2", t."v3"::text[] as "v3", t."v4"::text[] as "v4", t."v5" as "v5", t."v6" as "v6", t."v7" as "v7", t."v8" as "v8", case when array_ndims(t."v9") > 1 then to_json(t."v9") when t."v9" is not null then to_json(array(select pg_catalog.translate(encode(e."item", 'base64'), e'
', '') from unnest(t."v9") with ordinality as e(item, at) order by e."at")) end as "v9", t."v10" as "v10", t."v11" as "v11", t."v12" as "v12", t."v13" as "v13", t."v14" as "v14", t."v15"::text[] as "v15", t."v16"::text[] as "v16", t."v17"::text[] as "v17", t."v18" as "v18", t."v19"::text[] as "v19", t."v20"::text[] as "v20", to_json(t."v21")::text as "v21", to_json(t."v22")::text as "v22", to_json(t."v23")::text as "v23" from (
select t2."v1", t2."v2", t2."v3", t2."v4", t2."v5", t2."v6", t2."v7", t2."v8", t2."v9", t2."v10", t2."v11", t2."v12", t2."v13", t2."v14", t2."v15", t2."v16", t2."v17", t2."v18", t2."v19", t2."v20", t2."v21", t2."v22", t2."v23" from "public"."values_arrays" as t2
where t2."id" = any($1::"int4"[])
order by t2."id"
limit $2
) as t
) as r)::text;
