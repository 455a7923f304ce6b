-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."note" as "note", (select row_to_json(r2.*) from (
select t2."id" as "id" from "public"."people" as t2
where t2."id" = t."id"
) as r2) as "idPerson", (select row_to_json(r3.*) from (
select t3."id"::text as "id" from "public"."documents" as t3
where t3."owner" = t."id"
) as r3) as "idDocument" from (
select t4."id", t4."note" from "public"."shared_key" as t4
order by t4."id"
limit $1
) as t
) as r)::text;
