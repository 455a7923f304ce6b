-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."search_case" as t2
where t2."c" @@ (select websearch_to_tsquery($1::text))
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."search_case" as t2
where t2."c" @@ (select websearch_to_tsquery($1::text))
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."search_case" as t2
where t2."c" @@ (select websearch_to_tsquery($1::text))
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."search_case" as t2
where t2."c" @@ websearch_to_tsquery($1::regconfig, $2::text)
order by t2."id"
limit $3
) as t
) as r)::text;
