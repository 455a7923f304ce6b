-- main
with w as (
update "public"."orders" as t set "doc" = t."doc" - r."c1", "tags" = case when t."tags" is not null then array(select e."item" from unnest(t."tags") with ordinality as e(item, at) where (e."item" = any(r."c2")) is not true order by e."at") end
from json_to_record($1::json) as r("c1" "text"[], "c2" "text"[])
where t."id" = $2::"int8"
returning t."tags", t."doc"
)
select (select row_to_json(r2.*) from (select t2."tags" as "tags", t2."doc"::text as "doc" from w as t2) as r2)::text;
