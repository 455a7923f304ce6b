-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."row_no" as "rowNo", t."seat_no" as "seatNo", (select row_to_json(r2.*) from (
select t2."class" as "class" from "public"."seats" as t2
where t2."row_no" = t."row_no" and t2."seat_no" = t."seat_no"
) as r2) as "rowNoSeatNo", (select row_to_json(r3.*) from (
select (select row_to_json(r4.*) from (
select t3."number" as "number" from "public"."passports" as t3
where t3."person_id" = t4."id"
) as r4) as "passport" from "public"."people" as t4
where t4."id" = t."person_id"
) as r3) as "person" from (
select t5."id", t5."row_no", t5."seat_no", t5."person_id" from "public"."bookings" as t5
order by t5."id"
limit $1
) as t
) as r)::text;
