-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."second" as "second", t."first" as "first", t."kind" as "kind", (select row_to_json(r2.*) from (
select t2."id" as "id", t2."plain" as "plain" from "public"."unique_kinds" as t2
where t2."several_b" = t."second" and t2."several_a" = t."first"
) as r2) as "secondFirst", (select row_to_json(r3.*) from (
select t3."id" as "id" from "public"."unique_kinds" as t3
where t3."plain" = t."kind"
) as r3) as "kindUniqueKind" from (
select t4."id", t4."second", t4."first", t4."kind" from "public"."tickets" as t4
order by t4."id"
limit $1
) as t
) as r)::text;
