-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."discontinued_at" as "discontinuedAt", t."weight" as "weight" from (
select t2."id", t2."discontinued_at", t2."weight" from "public"."products" as t2
where (t2."discontinued_at" is distinct from null and t2."weight" is not distinct from null)
order by t2."id"
limit $1
) as t
) as r)::text;
