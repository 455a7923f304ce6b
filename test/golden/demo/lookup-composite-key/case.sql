-- shop
select (select row_to_json(r.*) from (
select t."order_id"::text as "orderId", t."line_no" as "lineNo", t."quantity" as "quantity", t."unit_price"::text as "unitPrice" from "public"."order_items" as t
where t."order_id" = $1::"int8" and t."line_no" = $2::"int4"
) as r)::text;
