-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."straße" as "strasse", t."naïve_é" as "naiveE", t."Ångström" as "angstrom" from (
select t2."straße", t2."naïve_é", t2."Ångström" from "public"."größe" as t2
order by t2."Ångström"
limit $1
) as t
) as r)::text;
