-- main
with w as (
insert into "public"."customers" as t ("name")
select r."c1" from json_to_recordset($1::json) as r("c1" "text")
on conflict ("name") do update set "name" = t."name"
returning t."id"
)
select (select row_to_json(r2.*) from (select t2."id" as "id" from w as t2) as r2)::text;
