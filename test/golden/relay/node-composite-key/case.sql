-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select $1::text as "$type", translate(encode(convert_to(to_json($2::text[] || array[t."order_id"::text, t."line_no"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id", t."order_id"::text as "orderId", t."line_no" as "lineNo", (select row_to_json(r2.*) from (
select t2."name" as "name" from "public"."products" as t2
where t2."id" = t."product_id"
) as r2) as "product" from "public"."order_items" as t
where t."order_id" = k."k1" and t."line_no" = k."k2"
) as r)), '[]'::json)::text from unnest($3::"int8"[], $4::"int4"[]) as k("k1", "k2");
