-- main
with w as (
insert into "public"."plain" as t ("number")
select r."c1" from json_to_recordset($1::json) as r("c1" "int4")
returning t."text", t."number"
)
select (select row_to_json(r2.*) from (select t2."text" as "text", t2."number" as "number" from w as t2) as r2)::text;
