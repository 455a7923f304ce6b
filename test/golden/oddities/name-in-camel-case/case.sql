-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."iD" as "iD", t."unitPrice"::text as "unitPrice", t."HTTPServer" as "httpServer", t."SHOUTED_NAME" as "shoutedName", t."mixed_Case" as "mixedCase" from (
select t2."iD", t2."unitPrice", t2."HTTPServer", t2."SHOUTED_NAME", t2."mixed_Case" from "public"."CamelCase" as t2
order by t2."unitPrice" asc, t2."HTTPServer" desc, t2."iD"
limit $1
) as t
) as r)::text;
