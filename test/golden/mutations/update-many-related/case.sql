-- main
with w as (
select t."id", t."note", t."customer_id" from unnest($1::"int8"[]) with ordinality as k("k1", "at")
join "public"."orders" as t on t."id" = k."k1"
order by k."at"
)
select (select row_to_json(b.*) from (select ($2::int8) as "count", (select coalesce(json_agg(r.*), '[]'::json) from (select t2."id"::text as "id", t2."note" as "note", (select row_to_json(r2.*) from (
select t3."name" as "name" from "public"."customers" as t3
where t3."id" = t2."customer_id"
) as r2) as "customer" from w as t2 order by t2."id" limit $3) as r) as "nodes") as b)::text;

-- main
with w as (
update "public"."orders" as t set "note" = r."c1"
from json_to_record($1::json) as r("c1" "text")
where exists (select from "public"."customers" as t2 where t2."id" = t."customer_id" and t2."name" = $2::"text")
returning t."id"
)
select (select coalesce(json_agg(array[r2."id"::text]), '[]'::json) from (select * from w limit $3) as r2)::text;
