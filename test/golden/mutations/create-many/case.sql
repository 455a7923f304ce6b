-- main
with w as (
insert into "public"."items" as t ("line", "order_id", "product")
select r."c1", r."c2", r."c3" from json_to_recordset($1::json) as r("c1" "int4", "c2" "int8", "c3" "text")
returning t."line", t."product"
)
select (select coalesce(json_agg(r2.*), '[]'::json) from (select t2."line" as "line", t2."product" as "product" from w as t2) as r2)::text;
