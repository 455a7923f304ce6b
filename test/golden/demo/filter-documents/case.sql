-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name", t."attributes"::text as "attributes" from (
select t2."name", t2."attributes" from "public"."products" as t2
where (t2."attributes" @> $1::"jsonb" and t2."attributes" ?| $2::"text"[] and case when jsonb_typeof(nullif(t2."attributes" #> $3::text[], 'null'::jsonb)) = jsonb_typeof($4::"jsonb") then nullif(t2."attributes" #> $3::text[], 'null'::jsonb) > $4::"jsonb" end)
order by t2."id"
limit $5
) as t
) as r)::text;
