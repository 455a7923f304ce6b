-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."ключ" as "u43aU43bU44eU447", t."значение" as "u437U43dU430U447U435U43dU438U435" from (
select t2."ключ", t2."значение" from "public"."таблица" as t2
order by t2."ключ"
limit $1
) as t
) as r)::text;
