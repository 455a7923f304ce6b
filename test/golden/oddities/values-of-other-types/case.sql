-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."v1" as "v1", t."v2" as "v2", t."v3" as "v3", t."v4" as "v4", t."v5" as "v5", t."v6" as "v6", t."v7" as "v7", t."v8" as "v8", t."v9" as "v9", t."v10" as "v10", t."v11" as "v11", t."v12" as "v12", t."v13" as "v13", t."v14"::text as "v14", t."v15"::text as "v15", t."v16"::text as "v16", t."v17"::text as "v17", t."v18"::text as "v18", t."v19"::text as "v19", t."v20"::text as "v20", t."v21"::text as "v21", t."v22"::text as "v22", t."v23"::text as "v23" from (
select t2."v1", t2."v2", t2."v3", t2."v4", t2."v5", t2."v6", t2."v7", t2."v8", t2."v9", t2."v10", t2."v11", t2."v12", t2."v13", t2."v14", t2."v15", t2."v16", t2."v17", t2."v18", t2."v19", t2."v20", t2."v21", t2."v22", t2."v23" from "public"."values_everything_else_is_text" as t2
order by t2."id"
limit $1
) as t
) as r)::text;
