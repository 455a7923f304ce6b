-- main
with w as (
insert into "public"."customers" as t ("mood", "name")
select r."c1", r."c2" from json_to_recordset($1::json) as r("c1" "public"."mood", "c2" "text")
returning t."id", t."name", t."mood", t."credit"
)
select (select row_to_json(r2.*) from (select t2."id" as "id", t2."name" as "name", t2."mood"::text as "mood", t2."credit"::text as "credit" from w as t2) as r2)::text;
