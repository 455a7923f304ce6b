-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."documents_case" as t2
where case when t2."c" is not null then true = any(array(select case when jsonb_typeof(nullif(e."item" #> $1::text[], 'null'::jsonb)) = jsonb_typeof($2::"jsonb") then nullif(e."item" #> $1::text[], 'null'::jsonb) > $2::"jsonb" end from unnest(t2."c") as e(item))) end
order by t2."id"
limit $3
) as t
) as r)::text;
