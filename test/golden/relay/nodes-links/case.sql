-- billing
select coalesce(json_agg((select row_to_json(r.*) from (
select translate(encode(convert_to(to_json($1::text[] || array[t."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id", t."amount"::text as "amount" from "public"."invoices" as t
where t."order_id" = k."k1"
) as r)), '[]'::json)::text from unnest($2::"int8"[]) as k("k1");

-- billing
select coalesce(json_agg((select row_to_json(r.*) from (
select translate(encode(convert_to(to_json($1::text[] || array[t."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id", t."currency" as "currency" from "public"."accounts" as t
where t."customer_id" = k."k1"
) as r)), '[]'::json)::text from unnest($2::"int8"[]) as k("k1");

-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select $1::text as "$type", t."id"::text as "linked", t."id"::text as "tickets" from "public"."customers" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($2::"int4"[]) as k("k1");

-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select $1::text as "$type", t."id"::text as "linked", t."id"::text as "tickets" from "public"."orders" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($2::"int8"[]) as k("k1");

-- support
select coalesce(json_agg((select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "rowId" from (
select t2."id" from "public"."tickets" as t2
where t2."customer_id" = k."k1"
order by t2."id" desc
limit $1
) as t
) as r)), '[]'::json)::text from unnest($2::"int8"[]) as k("k1");

-- support
select coalesce(json_agg((select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "rowId" from (
select t2."id" from "public"."tickets" as t2
where t2."order_id" = k."k1"
order by t2."id"
limit $1
) as t
) as r)), '[]'::json)::text from unnest($2::"int8"[]) as k("k1");
