-- main
with g as (
select * from json_to_recordset($1::json) as r("c1" "text", "c2" "int4")
), w as (
select g."c2" as place, array[t."id"::text]::text[] as texts from "public"."customers" as t, g
where t."name" = g."c1"
)
select coalesce(json_agg(w."texts" order by g."c2"), '[]'::json)::text
from g left join w on w."place" = g."c2";

-- main
with i as (
insert into "public"."orders" as t ("customer_id", "id", "note")
select r."c1", r."c2", r."c3" from json_to_recordset($1::json) as r("c1" "int4", "c2" "int8", "c3" "text")
returning t."id"
), i2 as (
insert into "public"."orders" as t2 ("customer_id", "id")
select r2."c1", r2."c2" from json_to_recordset($2::json) as r2("c1" "int4", "c2" "int8")
returning t2."id"
), w as (
select n."id", p."place" as "place"
from (select *, row_number() over () as "number" from i) as n
join unnest($3::int4[]) with ordinality as p(place, number) on p."number" = n."number"
union all
select n2."id", p2."place" as "place"
from (select *, row_number() over () as "number" from i2) as n2
join unnest($4::int4[]) with ordinality as p2(place, number) on p2."number" = n2."number"
order by "place"
)
select (select coalesce(json_agg(array[w."id"::text]::text[]), '[]'::json) from w)::text;

-- main
with w as (
insert into "public"."customers" as t ("name")
select r."c1" from json_to_recordset($1::json) as r("c1" "text")
returning t."id"
)
select (select coalesce(json_agg(array[w."id"::text]::text[]), '[]'::json) from w)::text;

-- main
with w as (
insert into "public"."items" as t ("line", "order_id", "product")
select r."c1", r."c2", r."c3" from json_to_recordset($1::json) as r("c1" "int4", "c2" "int8", "c3" "text")
returning t."order_id", t."line"
)
select (select coalesce(json_agg(array[w."order_id"::text, w."line"::text]::text[]), '[]'::json) from w)::text;

-- main
with w as (
select t."id", t."customer_id" from unnest($1::"int8"[]) with ordinality as k("k1", "at")
join "public"."orders" as t on t."id" = k."k1"
order by k."at"
)
select (select coalesce(json_agg(r.*), '[]'::json) from (select t2."id"::text as "id", (select row_to_json(r2.*) from (
select t3."name" as "name" from "public"."customers" as t3
where t3."id" = t2."customer_id"
) as r2) as "customer", (select coalesce(json_agg(r3.*), '[]'::json) from (
select t4."line" as "line", t4."product" as "product" from (
select t5."line", t5."product" from "public"."items" as t5
where t5."order_id" = t2."id"
order by t5."order_id", t5."line"
limit $2
) as t4
) as r3) as "items" from w as t2) as r)::text;
