-- main
with w as (
update "public"."orders" as t set "customer_id" = r."c1", "note" = r."c2"
from json_to_record($1::json) as r("c1" "int4", "c2" "text")
where t."id" = $2::"int8"
returning t."id", t."note", t."label"
)
select (select row_to_json(r2.*) from (select t2."id"::text as "id", t2."note" as "note", t2."label" as "label" from w as t2) as r2)::text;
