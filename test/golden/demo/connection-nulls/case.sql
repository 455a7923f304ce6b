-- shop
select (select row_to_json(c.*) from (
with page as (
select t.*, row_number() over () as "$n" from (
select t2."id", t2."discontinued_at", t2."weight" from "public"."products" as t2
where (t2."discontinued_at" <= $1::"timestamptz" or t2."discontinued_at" is null) and ((t2."discontinued_at" < $1::"timestamptz" or t2."discontinued_at" is null and $1::"timestamptz" is not null) or (t2."discontinued_at" = $1::"timestamptz" or t2."discontinued_at" is null and $1::"timestamptz" is null) and ((t2."weight" > $2::"float8" or t2."weight" is null and $2::"float8" is not null) or (t2."weight" = $2::"float8" or t2."weight" is null and $2::"float8" is null) and t2."id" > $3::"int4"))
order by t2."discontinued_at" desc nulls last, t2."weight" asc, t2."id"
limit $4
) as t
) select (select coalesce(json_agg(r.*), '[]'::json) from (
select translate(encode(convert_to(to_json($5::text[] || array[t3."discontinued_at"::text, t3."weight"::text, t3."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "cursor", (select row_to_json(r2.*) from (select t3."id" as "id", t3."discontinued_at" as "discontinuedAt", t3."weight" as "weight") as r2) as "node" from page as t3 where t3."$n" <= $6::"int8" order by t3."$n"
) as r) as "edges", (select row_to_json(r3.*) from (select (exists (select from page as t4 where t4."$n" > $6::"int8")) as "hasNextPage", (exists (select from "public"."products" as t5
where (t5."discontinued_at" >= $1::"timestamptz" or $1::"timestamptz" is null) and ((t5."discontinued_at" > $1::"timestamptz" or t5."discontinued_at" is not null and $1::"timestamptz" is null) or (t5."discontinued_at" = $1::"timestamptz" or t5."discontinued_at" is null and $1::"timestamptz" is null) and ((t5."weight" < $2::"float8" or t5."weight" is not null and $2::"float8" is null) or (t5."weight" = $2::"float8" or t5."weight" is null and $2::"float8" is null) and (t5."id" < $3::"int4" or t5."id" = $3::"int4"))))) as "hasPreviousPage") as r3) as "pageInfo"
) as c)::text;
