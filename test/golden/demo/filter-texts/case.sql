-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name" from (
select t2."name" from "public"."products" as t2
where (t2."name" ~~ $1::"text" and t2."name" ~~* $2::"text" and t2."name" !~~ $3::"text" and t2."name" ~ $4::"text")
order by t2."id"
limit $5
) as t
) as r)::text;
