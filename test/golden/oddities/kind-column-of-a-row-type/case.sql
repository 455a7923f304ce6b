-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", case when t."person" is distinct from null then (select row_to_json(r2.*) from (select (t."person")."id" as "id", (t."person")."name" as "name", (t."person")."manager_id" as "managerId") as r2) end as "person", case when array_ndims(t."seats") > 1 then to_json(t."seats") when t."seats" is not null then (select coalesce(json_agg(case when e."item" is distinct from null then (select row_to_json(r3.*) from (select (e."item")."row_no" as "rowNo", (e."item")."seat_no" as "seatNo", (e."item")."class" as "class") as r3) end order by e."at"), '[]'::json) from (select (t."seats")[i] as item, i as at from generate_subscripts(t."seats", 1) as i) as e) end as "seats" from (
select t2."id", t2."person", t2."seats" from "public"."row_typed" as t2
order by t2."id"
limit $1
) as t
) as r)::text;
