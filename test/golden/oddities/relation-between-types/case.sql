-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."person_id"::text as "personId", (select row_to_json(r2.*) from (
select t2."id" as "id" from "public"."people" as t2
where t2."id" = t."person_id"
) as r2) as "person", t."document_id" as "documentId", (select row_to_json(r3.*) from (
select t3."id"::text as "id" from "public"."documents" as t3
where t3."id" = t."document_id"
) as r3) as "document" from (
select t4."id", t4."person_id", t4."document_id" from "public"."wide_references" as t4
order by t4."id"
limit $1
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select (select coalesce(json_agg(r2.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."wide_references" as t2
where t2."document_id" = t3."id"
order by t2."id"
limit $1
) as t
) as r2) as "wideReferences" from "public"."documents" as t3
where t3."id" = $2::"int8"
) as r)::text;
