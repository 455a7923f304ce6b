-- shop
select (select row_to_json(c.*) from (
with page as (
select t.*, row_number() over () as "$n" from (
select t2."id", t2."loyalty", a."value" as "$2", a2."value" as "$3" from "public"."customers" as t2
left join lateral (select count(*) as value from "public"."orders" as a3 where a3."customer_id" = t2."id") as a on true
left join lateral (select a4."placed_at" as value from "public"."orders" as a4 where a4."customer_id" = t2."id" and a4."placed_at" is not null order by a4."placed_at" desc limit 1) as a2 on true
where t2."loyalty" <= $1::"public"."loyalty_tier" and (t2."loyalty" < $1::"public"."loyalty_tier" or t2."loyalty" = $1::"public"."loyalty_tier" and (a."value" < $2::"int8" or a."value" = $2::"int8" and ((a2."value" < $3::"timestamptz" or a2."value" is not null and $3::"timestamptz" is null) or (a2."value" = $3::"timestamptz" or a2."value" is null and $3::"timestamptz" is null) and t2."id" > $4::"int4")))
order by t2."loyalty" desc, a."value" desc, a2."value" desc, t2."id"
limit $5
) as t
) select (select coalesce(json_agg(r.*), '[]'::json) from (
select translate(encode(convert_to(to_json($6::text[] || array[t3."loyalty"::text, t3."$2"::text, t3."$3"::text, t3."id"::text])::text, 'UTF8'), 'base64'), e'+/=\n', '-_') as "cursor", (select row_to_json(r2.*) from (select t3."id" as "id", t3."loyalty"::text as "loyalty") as r2) as "node" from page as t3 where t3."$n" <= $7::"int8" order by t3."$n"
) as r) as "edges"
) as c)::text;
