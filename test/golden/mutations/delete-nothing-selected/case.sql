-- main
with w as (
delete from "public"."items" as t
where t."line" > $1::"int4"
returning t."order_id"
)
select (select row_to_json(b.*) from (select (select count(*) from w) as "count") as b)::text;
