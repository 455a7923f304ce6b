-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."name" as "name", t."manager_id" as "managerId" from (
select t2."id", t2."name", t2."manager_id" from "public"."far_people" as t2
where (t2."id" = any($1::"int4"[]) and t2."name" <> $2::"text")
order by t2."id" desc
limit $3
) as t
) as r)::text;
