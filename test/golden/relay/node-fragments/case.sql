-- shop
select coalesce(json_agg((select row_to_json(r.*) from (
select $1::text as "$type", translate(encode(convert_to(to_json($2::text[] || array[t."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "id", translate(encode(convert_to(to_json($3::text[] || array[t."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "again", translate(encode(convert_to(to_json($4::text[] || array[t."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "third", t."status"::text as "status" from "public"."orders" as t
where t."id" = k."k1"
) as r)), '[]'::json)::text from unnest($5::"int8"[]) as k("k1");
