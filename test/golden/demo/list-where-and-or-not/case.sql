-- shop
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id"::text as "id", t."status"::text as "status", t."total"::text as "total" from (
select t2."id", t2."status", t2."total" from "public"."orders" as t2
where ((t2."status" = $1::"public"."order_status") or (((t2."total" > $2::"numeric") and (not (t2."status" = any($3::"public"."order_status"[]))))))
order by t2."id"
limit $4
) as t
) as r)::text;
