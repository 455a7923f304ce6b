-- main
with w as (
insert into "public"."orders" as t ("customer_id", "doc", "note")
select r."c1", r."c2", r."c3" from json_to_recordset($1::json) as r("c1" "int4", "c2" "jsonb", "c3" "text")
returning t."id"
)
select (select coalesce(json_agg(array[r2."id"::text]), '[]'::json) from (select * from w) as r2)::text;

-- main
with w as (
select t."id", t."doc", t."label", t."customer_id" from unnest($1::"int8"[]) with ordinality as k("k1", "at")
join "public"."orders" as t on t."id" = k."k1"
order by k."at"
)
select (select row_to_json(r.*) from (select t2."id"::text as "id", t2."doc"::text as "doc", t2."label" as "label", (select row_to_json(r2.*) from (
select t3."name" as "name", (select coalesce(json_agg(r3.*), '[]'::json) from (
select t4."id"::text as "id" from (
select t5."id" from "public"."orders" as t5
where t5."customer_id" = t3."id"
order by t5."id"
limit $2
) as t4
) as r3) as "orders" from "public"."customers" as t3
where t3."id" = t2."customer_id"
) as r2) as "customer", (select coalesce(json_agg(r4.*), '[]'::json) from (
select t6."line" as "line" from (
select t7."line" from "public"."items" as t7
where t7."order_id" = t2."id"
order by t7."order_id", t7."line"
limit $3
) as t6
) as r4) as "items" from w as t2) as r)::text;
