-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", t."placed_at" as "placedAt" from (
select t2."id", t2."placed_at" from "public"."orders" as t2
where (t2."placed_at" >= $1::"timestamptz" and t2."placed_at" <= $2::"timestamptz")
order by t2."id"
limit $3
) as t
) as r)::text;
