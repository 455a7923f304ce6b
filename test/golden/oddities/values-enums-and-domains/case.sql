-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."v1"::text as "v1", t."v2"::text as "v2", t."v3" as "v3", t."v4" as "v4", t."v5"::text as "v5", t."v6"::text as "v6", t."v7" as "v7", to_json(t."v8")::text as "v8", case when t."v9" is distinct from null then (select row_to_json(r2.*) from (select lower(t."v9") as "lower", upper(t."v9") as "upper") as r2) end as "v9", case when t."v10" is distinct from null then (select row_to_json(r3.*) from (select (t."v10")."street" as "street") as r3) end as "v10" from (
select t2."v1", t2."v2", t2."v3", t2."v4", t2."v5", t2."v6", t2."v7", t2."v8", t2."v9", t2."v10" from "public"."values_enums_and_domains" as t2
where t2."v1" = any($1::"public"."traffic_light"[])
order by t2."id"
limit $2
) as t
) as r)::text;
