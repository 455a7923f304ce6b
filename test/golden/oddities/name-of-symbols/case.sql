-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."#" as "u23", t."---" as "u2dU2dU2d", t."…" as "u2026", t."=" as "u3d" from (
select t2."#", t2."---", t2."…", t2."=" from "public"."+++" as t2
order by t2."#"
limit $1
) as t
) as r)::text;
