-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_price_case" as t2
where (t2."c"::"numeric" >= $1::"numeric" and t2."c"::"numeric" <= $2::"numeric")
order by t2."id"
limit $3
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_price_case" as t2
where t2."c"::"numeric" < $1::"numeric"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_price_case" as t2
where t2."c"::"numeric" <= $1::"numeric"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_price_case" as t2
where t2."c"::"numeric" <> $1::"numeric"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_price_case" as t2
where t2."c"::"numeric" <> all($1::"numeric"[])
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_price_case" as t2
where t2."c"::"numeric" = $1::"numeric"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_price_case" as t2
where t2."c"::"numeric" = any($1::"numeric"[])
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_price_case" as t2
where t2."c"::"numeric" > $1::"numeric"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_price_case" as t2
where t2."c"::"numeric" >= $1::"numeric"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_price_case" as t2
where t2."c"::"numeric" is distinct from null
order by t2."id"
limit $1
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."cmp_price_case" as t2
where t2."c"::"numeric" is not distinct from null
order by t2."id"
limit $1
) as t
) as r)::text;
