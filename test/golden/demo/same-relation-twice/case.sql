-- shop
select (select row_to_json(r.*) from (
select (select coalesce(json_agg(r2.*), '[]'::json) from (
select t."total"::text as "total" from (
select t2."total" from "public"."orders" as t2
where t2."customer_id" = t3."id"
order by t2."total" desc, t2."id"
limit $1
) as t
) as r2) as "dear", (select coalesce(json_agg(r3.*), '[]'::json) from (
select t4."total"::text as "total" from (
select t5."total" from "public"."orders" as t5
where t5."customer_id" = t3."id"
order by t5."total" asc, t5."id"
limit $2
) as t4
) as r3) as "cheap", t3."id"::text as "late", t3."id"::text as "early" from "public"."customers" as t3
where t3."id" = $3::"int4"
) as r)::text;

-- support
select coalesce(json_agg((select coalesce(json_agg(r.*), '[]'::json) from (
select t."opened_at" as "openedAt" from (
select t2."opened_at" from "public"."tickets" as t2
where t2."customer_id" = k."k1"
order by t2."opened_at" asc, t2."id"
limit $1
) as t
) as r)), '[]'::json)::text from unnest($2::"int8"[]) as k("k1");

-- support
select coalesce(json_agg((select coalesce(json_agg(r.*), '[]'::json) from (
select t."opened_at" as "openedAt" from (
select t2."opened_at" from "public"."tickets" as t2
where t2."customer_id" = k."k1"
order by t2."opened_at" desc, t2."id"
limit $1
) as t
) as r)), '[]'::json)::text from unnest($2::"int8"[]) as k("k1");
