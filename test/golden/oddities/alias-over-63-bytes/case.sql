-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "$6pGaBmVIXhipEmJ9lgiMUdUXl_0t71w1", t."name" as "$FzBJpm1Sc9OFZeKC3Jro5r_5nNspOphm", (select row_to_json(r2.*) from (
select t2."id" as "$6pGaBmVIXhipEmJ9lgiMUdUXl_0t71w1", t2."name" as "$FzBJpm1Sc9OFZeKC3Jro5r_5nNspOphm" from "public"."people" as t2
where t2."id" = t."manager_id"
) as r2) as "$CDP-8aLJOutmvE8sg0WJogbjsPdRhJOb" from (
select t3."id", t3."name", t3."manager_id" from "public"."people" as t3
where t3."id" = $1::"int4"
order by t3."id"
limit $2
) as t
) as r)::text;
