-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."🔑" as "u1f511", t."🎉🎉" as "u1f389U1f389", t."👩‍👩‍👧" as "u1f469U200dU1f469U200dU1f467" from (
select t2."🔑", t2."🎉🎉", t2."👩‍👩‍👧" from "public"."😀" as t2
order by t2."🔑"
limit $1
) as t
) as r)::text;
