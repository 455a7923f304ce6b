-- main
with i as (
insert into "public"."orders" as t ("note")
select r."c1" from json_to_recordset($1::json) as r("c1" "text")
returning t."id", t."note", t."quantity"
), i2 as (
insert into "public"."orders" as t2 default values
returning t2."id", t2."note", t2."quantity"
), i3 as (
insert into "public"."orders" as t3 ("note", "quantity")
select r2."c1", r2."c2" from json_to_recordset($2::json) as r2("c1" "text", "c2" "int4")
returning t3."id", t3."note", t3."quantity"
), w as (
select n."id", n."note", n."quantity", p."place" as "place"
from (select *, row_number() over () as "number" from i) as n
join unnest($3::int4[]) with ordinality as p(place, number) on p."number" = n."number"
union all
select n2."id", n2."note", n2."quantity", p2."place" as "place"
from (select *, row_number() over () as "number" from i2) as n2
join unnest($4::int4[]) with ordinality as p2(place, number) on p2."number" = n2."number"
union all
select n3."id", n3."note", n3."quantity", p3."place" as "place"
from (select *, row_number() over () as "number" from i3) as n3
join unnest($5::int4[]) with ordinality as p3(place, number) on p3."number" = n3."number"
order by "place"
)
select (select coalesce(json_agg(r3.*), '[]'::json) from (select t4."id"::text as "id", t4."note" as "note", t4."quantity" as "quantity" from w as t4) as r3)::text;
