-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."moment_case" as t2
where (t2."c" >= $1::"timestamptz" and t2."c" <= $2::"timestamptz")
order by t2."id"
limit $3
) as t
) as r)::text;
