-- main
with w as (
insert into "public"."stamps" as t ("id", "text")
select r."c1", r."c2" from json_to_recordset($1::json) as r("c1" "int4", "c2" "text")
returning t."id"
)
select (select coalesce(json_agg(array[r2."id"::text]), '[]'::json) from (select * from w) as r2)::text;

-- main
with w as (
select t."id", t."times" from unnest($1::"int4"[]) with ordinality as k("k1", "at")
join "public"."stamps" as t on t."id" = k."k1"
order by k."at"
)
select (select row_to_json(r.*) from (select t2."id" as "id", t2."times" as "times" from w as t2) as r)::text;
