-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select $1::text as "$type", translate(encode(convert_to(to_json($2::text[] || array[t."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id", t."name" as "name" from "public"."customers" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($3::"int4"[]) as k("k1");

-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select $1::text as "$type", translate(encode(convert_to(to_json($2::text[] || array[t."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id", t."total"::text as "total" from "public"."orders" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($3::"int8"[]) as k("k1");

-- support
select coalesce(json_agg((select row_to_json(r.*) from (
select $1::text as "$type", translate(encode(convert_to(to_json($2::text[] || array[t."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id", t."subject" as "subject" from "public"."tickets" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($3::"int4"[]) as k("k1");
