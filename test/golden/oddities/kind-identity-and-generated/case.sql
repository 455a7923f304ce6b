-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."other" as "other", t."price"::text as "price", t."quantity" as "quantity", t."total"::text as "total", t."doubled"::text as "doubled", t."label" as "label" from (
select t2."id", t2."other", t2."price", t2."quantity", t2."total", t2."doubled", t2."label" from "public"."generated" as t2
where (t2."doubled" < $1::"numeric" and t2."total" > $2::"numeric")
order by t2."doubled" asc, t2."id"
limit $3
) as t
) as r)::text;
