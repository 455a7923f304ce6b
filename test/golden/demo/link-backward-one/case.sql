-- billing
select coalesce(json_agg((select row_to_json(r.*) from (
select t."balance"::text as "balance", t."customer_id"::text as "customer" from "public"."accounts" as t
where t."customer_id" = k."k1"
) as r)), '[]'::json)::text from unnest($1::"int8"[]) as k("k1");

-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name", t."id"::text as "account" from (
select t2."name", t2."id" from "public"."customers" as t2
order by t2."id"
limit $1
) as t
) as r)::text;

-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select t."id" as "id" from "public"."customers" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($1::"int8"[]) as k("k1");
