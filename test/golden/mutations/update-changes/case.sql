-- main
with w as (
update "public"."orders" as t set "quantity" = t."quantity" + r."c1", "tags" = t."tags" || r."c2", "doc" = coalesce(t."doc" || r."c3", r."c3", t."doc")
from json_to_record($1::json) as r("c1" "int4", "c2" "text"[], "c3" "jsonb")
where t."id" = $2::"int8"
returning t."quantity", t."tags", t."doc"
)
select (select row_to_json(r2.*) from (select t2."quantity" as "quantity", t2."tags" as "tags", t2."doc"::text as "doc" from w as t2) as r2)::text;
