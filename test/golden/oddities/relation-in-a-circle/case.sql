-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", (select row_to_json(r2.*) from (
select t2."id" as "id", (select row_to_json(r3.*) from (
select t3."id" as "id", (select row_to_json(r4.*) from (
select t4."id" as "id" from "public"."eggs" as t4
where t4."id" = t3."egg_id"
) as r4) as "egg" from "public"."hens" as t3
where t3."id" = t2."hen_id"
) as r3) as "hen" from "public"."eggs" as t2
where t2."id" = t."egg_id"
) as r2) as "egg", (select coalesce(json_agg(r5.*), '[]'::json) from (
select t5."id" as "id", (select coalesce(json_agg(r6.*), '[]'::json) from (
select t6."id" as "id" from (
select t7."id" from "public"."hens" as t7
where t7."egg_id" = t5."id"
order by t7."id"
limit $1
) as t6
) as r6) as "hensByEgg" from (
select t8."id" from "public"."eggs" as t8
where t8."hen_id" = t."id"
order by t8."id"
limit $2
) as t5
) as r5) as "eggs" from (
select t9."id", t9."egg_id" from "public"."hens" as t9
order by t9."id"
limit $3
) as t
) as r)::text;
