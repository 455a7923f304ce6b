-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."id"::text as "tickets" from (
select t2."id" from "public"."customers" as t2
where t2."id" = any($1::"int4"[])
order by t2."id"
limit $2
) as t
) as r)::text;

-- support
select coalesce(json_agg((select coalesce(json_agg(r.*), '[]'::json) from (
select t."subject" as "subject", t."priority" as "priority", t."opened_at" as "openedAt" from (
select t2."subject", t2."priority", t2."opened_at" from "public"."tickets" as t2
where t2."customer_id" = k."k1" and t2."priority" <= $1::"int4"
order by t2."opened_at" desc, t2."id"
limit $2
) as t
) as r)), '[]'::json)::text from unnest($3::"int8"[]) as k("k1");
