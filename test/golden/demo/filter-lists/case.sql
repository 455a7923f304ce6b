-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name", t."tags" as "tags" from (
select t2."name", t2."tags" from "public"."customers" as t2
where (t2."tags" operator(pg_catalog.@>) $1::"text"[] and t2."tags" operator(pg_catalog.&&) $2::"text"[] and cardinality(t2."tags") > $3::"int4" and case when t2."tags" is not null then true = any(array(select e."item" ~~ $4::"text" from unnest(t2."tags") as e(item))) end and case when t2."tags" is not null then true = all(array(select e2."item" <> $5::"text" from unnest(t2."tags") as e2(item))) end)
order by t2."id"
limit $6
) as t
) as r)::text;
