-- main
with w as (
insert into "public"."customers" as t ("credit", "mood", "name")
select r."c1", r."c2", r."c3" from json_to_recordset($1::json) as r("c1" "numeric", "c2" "public"."mood", "c3" "text")
on conflict ("name") do update set "credit" = excluded."credit"
returning t."id", t."credit", t."mood"
)
select (select row_to_json(r2.*) from (select t2."id" as "id", t2."credit"::text as "credit", t2."mood"::text as "mood" from w as t2) as r2)::text;
