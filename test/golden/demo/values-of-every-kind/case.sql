-- billing
select (select row_to_json(r.*) from (
select t."issued_at" as "issuedAt", t."due_on" as "dueOn", t."paid_at" as "paidAt", t."amount"::text as "amount", t."status"::text as "status" from "public"."invoices" as t
where t."order_id" = $1::"int8"
) as r)::text;

-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."attributes"::text as "attributes", t."weight" as "weight", t."tags" as "tags", t."search" as "search", t."discontinued_at" as "discontinuedAt" from (
select t2."attributes", t2."weight", t2."tags", t2."search", t2."discontinued_at" from "public"."products" as t2
where t2."id" = any($1::"int4"[])
order by t2."id"
limit $2
) as t
) as r)::text;

-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."rating" as "rating", t."created_at" as "createdAt" from (
select t2."id", t2."rating", t2."created_at" from "public"."reviews" as t2
order by t2."id"
limit $1
) as t
) as r)::text;
