-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."the ""id""" as "theId", t."it's" as "itS", t."; drop table people; --" as "dropTablePeople", t."$1" as "u24_1", t."back\slash" as "backSlash", t."%s {{7*7}}" as "u25S7U2a_7" from (
select t2."the ""id""", t2."it's", t2."; drop table people; --", t2."$1", t2."back\slash", t2."%s {{7*7}}" from "public"."a ""quoted"" 'name'; --" as t2
where (t2."it's" = $1::"text" and t2."; drop table people; --" <> $2::"text")
order by t2."; drop table people; --" asc, t2."the ""id"""
limit $3
) as t
) as r)::text;
