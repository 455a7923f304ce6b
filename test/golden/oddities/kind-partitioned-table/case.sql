-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select (select row_to_json(r2.*) from (
select t."city" as "city" from "public"."measurements" as t
where t."id" = t2."measurement_id" and t."at" = t2."at"
) as r2) as "measurementIdAt" from (
select t3."measurement_id", t3."at" from "public"."measurement_notes" as t3
order by t3."id"
limit $1
) as t2
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", t."city" as "city", t."at" as "at", t."value" as "value", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."note" as "note" from (
select t3."note" from "public"."measurement_notes" as t3
where t3."measurement_id" = t."id" and t3."at" = t."at"
order by t3."id"
limit $1
) as t2
) as r2) as "measurementNotesByMeasurementIdAt" from (
select t4."id", t4."city", t4."at", t4."value" from "public"."measurements" as t4
order by t4."at" asc, t4."id"
limit $2
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."city" as "city" from "public"."measurements" as t
where t."id" = $1::"int8" and t."at" = $2::"date"
) as r)::text;
