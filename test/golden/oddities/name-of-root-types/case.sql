-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."mutation" as t2
order by t2."id"
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."subscription" as t2
order by t2."id"
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", (select row_to_json(r2.*) from (
select t2."id" as "id" from "public"."nodes" as t2
where t2."id" = t."from_node"
) as r2) as "fromNodeNode", (select row_to_json(r3.*) from (
select t3."id" as "id" from "public"."nodes" as t3
where t3."id" = t."to_node"
) as r3) as "toNodeNode" from (
select t4."id", t4."from_node", t4."to_node" from "public"."edges" as t4
order by t4."id"
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", (select row_to_json(r2.*) from (
select t2."id" as "id" from "public"."nodes" as t2
where t2."id" = t."parent_id"
) as r2) as "parent", (select coalesce(json_agg(r3.*), '[]'::json) from (
select t3."id" as "id" from (
select t4."id" from "public"."nodes" as t4
where t4."parent_id" = t."id"
order by t4."id"
limit $1
) as t3
) as r3) as "nodesByParent" from (
select t5."id", t5."parent_id" from "public"."nodes" as t5
order by t5."id"
limit $2
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."pool" as "pool" from (
select t2."id", t2."pool" from "public"."pools" as t2
order by t2."id"
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."text" as "text" from (
select t2."id", t2."text" from "public"."query" as t2
order by t2."id"
limit $1
) as t
) as r)::text;
