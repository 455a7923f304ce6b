-- main
with g as (
select * from json_to_recordset($1::json) as r("c1" "int4", "c2" "public"."mood", "c3" "int4")
), w as (
update "public"."customers" as t set "mood" = g."c2" from g
where t."id" = g."c1"
returning g."c3" as place, array[]::text[] as texts
)
select coalesce(json_agg(w."texts" order by g."c3"), '[]'::json)::text
from g left join w on w."place" = g."c3";

-- main
with g as (
select * from json_to_recordset($1::json) as r("c1" "int8", "c2" "int4")
), w as (
select g."c2" as place, array[t."id"::text, t."customer_id"::text]::text[] as texts from "public"."orders" as t, g
where t."id" = g."c1"
for no key update of t
)
select coalesce(json_agg(w."texts" order by g."c2"), '[]'::json)::text
from g left join w on w."place" = g."c2";

-- main
with g as (
select * from json_to_recordset($1::json) as r("c1" "int8", "c2" "int4", "c3" "int8", "c4" "int4")
), w as (
delete from "public"."items" as t using g
where t."order_id" = g."c1" and t."line" = g."c2" and t."order_id" = g."c3"
returning g."c4" as place, array[]::text[] as texts
)
select coalesce(json_agg(w."texts" order by g."c4"), '[]'::json)::text
from g left join w on w."place" = g."c4";

-- main
with g as (
select * from json_to_recordset($1::json) as r("c1" "int8", "c2" "int4", "c3" "int8", "c4" "text", "c5" "int4")
), w as (
update "public"."items" as t set "product" = g."c4" from g
where t."order_id" = g."c1" and t."line" = g."c2" and t."order_id" = g."c3"
returning g."c5" as place, array[]::text[] as texts
)
select coalesce(json_agg(w."texts" order by g."c5"), '[]'::json)::text
from g left join w on w."place" = g."c5";

-- main
with g as (
select * from json_to_recordset($1::json) as r("c1" "int8", "c2" "text", "c3" "int4")
), w as (
update "public"."orders" as t set "note" = g."c2" from g
where t."id" = g."c1"
returning g."c3" as place, array[t."id"::text, t."customer_id"::text]::text[] as texts
)
select coalesce(json_agg(w."texts" order by g."c3"), '[]'::json)::text
from g left join w on w."place" = g."c3";

-- main
with w as (
insert into "public"."items" as t ("line", "order_id", "product")
select r."c1", r."c2", r."c3" from json_to_recordset($1::json) as r("c1" "int4", "c2" "int8", "c3" "text")
returning t."order_id", t."line"
)
select (select coalesce(json_agg(array[w."order_id"::text, w."line"::text]::text[]), '[]'::json) from w)::text;

-- main
with w as (
select t."note", t."customer_id", t."id" from unnest($1::"int8"[]) with ordinality as k("k1", "at")
join "public"."orders" as t on t."id" = k."k1"
order by k."at"
)
select (select row_to_json(r.*) from (select t2."note" as "note", (select row_to_json(r2.*) from (
select t3."name" as "name", t3."mood"::text as "mood" from "public"."customers" as t3
where t3."id" = t2."customer_id"
) as r2) as "customer", (select coalesce(json_agg(r3.*), '[]'::json) from (
select t4."line" as "line", t4."product" as "product" from (
select t5."line", t5."product" from "public"."items" as t5
where t5."order_id" = t2."id"
order by t5."order_id", t5."line"
limit $2
) as t4
) as r3) as "items" from w as t2) as r)::text;
