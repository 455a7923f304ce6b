-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."net_case" as t2
where t2."c" <<= $1::"inet"
order by t2."id"
limit $2
) as t
) as r)::text;

-- main
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."net_case" as t2
where t2."c" >>= $1::"inet"
order by t2."id"
limit $2
) as t
) as r)::text;
