-- billing
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", t."issued_at" as "issuedAt", t."paid_at" as "paidAt" from (
select t2."id", t2."issued_at", t2."paid_at" from "public"."invoices" as t2
where (t2."paid_at" > t2."issued_at" and t2."id" <> t2."order_id")
order by t2."id"
limit $1
) as t
) as r)::text;
