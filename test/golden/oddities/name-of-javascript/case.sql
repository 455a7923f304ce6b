-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."__proto__" as "_proto", t."constructor" as "constructor", t."toString" as "toString", t."hasOwnProperty" as "hasOwnProperty", t."__typename" as "_typename", t."then" as "then", t."id" as "id", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."id" as "id", (select coalesce(json_agg(r3.*), '[]'::json) from (
select t3."valueOf" as "valueOf" from (
select t4."valueOf" from "public"."toString" as t4
where t4."constructor_id" = t2."id"
order by t4."valueOf"
limit $1
) as t3
) as r3) as "toStrings" from (
select t5."id" from "public"."constructor" as t5
where t5."proto_id" = t."id"
order by t5."id"
limit $2
) as t2
) as r2) as "constructorsByProto" from (
select t6."__proto__", t6."constructor", t6."toString", t6."hasOwnProperty", t6."__typename", t6."then", t6."id" from "public"."__proto__" as t6
order by t6."id"
limit $3
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."valueOf" as "valueOf", (select row_to_json(r2.*) from (
select (select row_to_json(r3.*) from (
select t2."constructor" as "constructor" from "public"."__proto__" as t2
where t2."id" = t3."proto_id"
) as r3) as "proto" from "public"."constructor" as t3
where t3."id" = t."constructor_id"
) as r2) as "constructor" from (
select t4."valueOf", t4."constructor_id" from "public"."toString" as t4
order by t4."valueOf"
limit $1
) as t
) as r)::text;
