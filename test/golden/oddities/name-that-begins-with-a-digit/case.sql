-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."2nd" as "_2nd", t."3" as "_3", t."4_5" as "_4_5" from (
select t2."2nd", t2."3", t2."4_5" from "public"."1st" as t2
where t2."3" = $1::"text"
order by t2."2nd"
limit $2
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."3" as "_3" from "public"."1st" as t
where t."2nd" = $1::"int4"
) as r)::text;
