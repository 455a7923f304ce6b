-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select $1::text as "$type", translate(encode(convert_to(to_json($2::text[] || array[t."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id", t."id"::text as "rowId", t."total"::text as "total", (select row_to_json(r2.*) from (
select translate(encode(convert_to(to_json($3::text[] || array[t2."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id", t2."name" as "name" from "public"."customers" as t2
where t2."id" = t."customer_id"
) as r2) as "customer" from "public"."orders" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($4::"int8"[]) as k("k1");
