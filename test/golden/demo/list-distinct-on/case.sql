-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."country" as "country", t."loyalty"::text as "loyalty" from (
select distinct on (t2."country", t2."loyalty") t2."country", t2."loyalty" from "public"."customers" as t2
order by t2."country" desc, t2."loyalty", t2."id"
limit $1 offset $2
) as t
) as r)::text;

-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."customers" as t2
order by t2."id"
limit $1
) as t
) as r)::text;

-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."country" as "country", t."loyalty"::text as "loyalty", t."created_at" as "createdAt", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."id"::text as "id", t2."status"::text as "status" from (
select distinct on (t3."status") t3."id", t3."status" from "public"."orders" as t3
where t3."customer_id" = t."id"
order by t3."status", t3."id"
limit $1
) as t2
) as r2) as "orders" from (
select distinct on (t4."country", t4."loyalty") t4."id", t4."country", t4."loyalty", t4."created_at" from "public"."customers" as t4
order by t4."country" desc, t4."loyalty" asc, t4."created_at" desc, t4."id"
limit $2
) as t
) as r)::text;

-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."loyalty"::text as "loyalty" from (
select distinct on (t2."loyalty") t2."id", t2."loyalty" from "public"."customers" as t2
order by t2."loyalty", t2."id"
limit $1
) as t
) as r)::text;
