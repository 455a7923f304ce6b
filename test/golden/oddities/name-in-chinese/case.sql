-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."番号" as "u756aU53f7", t."通貨" as "u901aU8ca8", t."金額"::text as "u91d1U984d" from (
select t2."番号", t2."通貨", t2."金額" from "public"."価格表" as t2
order by t2."番号"
limit $1
) as t
) as r)::text;
