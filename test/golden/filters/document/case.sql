-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
order by t2."id"
limit $1
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where (case when jsonb_typeof(nullif(t2."c" #> $1::text[], 'null'::jsonb)) = jsonb_typeof($2::"jsonb") then nullif(t2."c" #> $1::text[], 'null'::jsonb) >= $2::"jsonb" end and case when jsonb_typeof(nullif(t2."c" #> $1::text[], 'null'::jsonb)) = jsonb_typeof($3::"jsonb") then nullif(t2."c" #> $1::text[], 'null'::jsonb) < $3::"jsonb" end)
order by t2."id"
limit $4
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where (nullif(t2."c" #> $1::text[], 'null'::jsonb) = $2::"jsonb" and case when jsonb_typeof(nullif(t2."c" #> $3::text[], 'null'::jsonb)) = jsonb_typeof($4::"jsonb") then nullif(t2."c" #> $3::text[], 'null'::jsonb) < $4::"jsonb" end)
order by t2."id"
limit $5
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where case when jsonb_typeof(nullif(t2."c" #> $1::text[], 'null'::jsonb)) = jsonb_typeof($2::"jsonb") then nullif(t2."c" #> $1::text[], 'null'::jsonb) <= $2::"jsonb" end
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where case when jsonb_typeof(nullif(t2."c" #> $1::text[], 'null'::jsonb)) = jsonb_typeof($2::"jsonb") then nullif(t2."c" #> $1::text[], 'null'::jsonb) > $2::"jsonb" end
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where nullif(t2."c" #> $1::text[], 'null'::jsonb) <> $2::"jsonb"
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where nullif(t2."c" #> $1::text[], 'null'::jsonb) <> all($2::"jsonb"[])
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where nullif(t2."c" #> $1::text[], 'null'::jsonb) = $2::"jsonb"
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where nullif(t2."c" #> $1::text[], 'null'::jsonb) = $2::"jsonb"
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where nullif(t2."c" #> $1::text[], 'null'::jsonb) = $2::"jsonb"
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where nullif(t2."c" #> $1::text[], 'null'::jsonb) = $2::"jsonb"
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where nullif(t2."c" #> $1::text[], 'null'::jsonb) = any($2::"jsonb"[])
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where nullif(t2."c" #> $1::text[], 'null'::jsonb) ? $2::"text"
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where nullif(t2."c" #> $1::text[], 'null'::jsonb) @> $2::"jsonb"
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where nullif(t2."c" #> $1::text[], 'null'::jsonb) is not distinct from null
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where t2."c" <@ $1::"jsonb"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where t2."c" ? $1::"text"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where t2."c" ?& $1::"text"[]
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where t2."c" ?| $1::"text"[]
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where t2."c" ?| $1::"text"[]
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where t2."c" @> $1::"jsonb"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."document_case" as t2
where t2."c" @> $1::"jsonb"
order by t2."id"
limit $2
) as t
) as r)::text;
