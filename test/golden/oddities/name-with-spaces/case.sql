-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t." id " as "id", t."two  words" as "twoWords", t."	tab" as "tab", t."line
break" as "lineBreak" from (
select t2." id ", t2."two  words", t2."	tab", t2."line
break" from "public"." spaces  around " as t2
where t2."two  words" is distinct from null
order by t2." id "
limit $1
) as t
) as r)::text;
