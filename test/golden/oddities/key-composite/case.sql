-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."row_no" as "rowNo", t."seat_no" as "seatNo", (select coalesce(json_agg(r2.*), '[]'::json) from (
select (select row_to_json(r3.*) from (
select t2."name" as "name" from "public"."people" as t2
where t2."id" = t3."person_id"
) as r3) as "person" from (
select t4."person_id" from "public"."bookings" as t4
where t4."row_no" = t."row_no" and t4."seat_no" = t."seat_no"
order by t4."id"
limit $1
) as t3
) as r2) as "bookingsByRowNoSeatNo" from (
select t5."row_no", t5."seat_no" from "public"."seats" as t5
where t5."class" = $2::"text"
order by t5."row_no", t5."seat_no"
limit $3
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."class" as "class", (select coalesce(json_agg(r2.*), '[]'::json) from (
select t2."id" as "id" from (
select t3."id" from "public"."bookings" as t3
where t3."row_no" = t."row_no" and t3."seat_no" = t."seat_no"
order by t3."id"
limit $1
) as t2
) as r2) as "bookingsByRowNoSeatNo" from "public"."seats" as t
where t."row_no" = $2::"int4" and t."seat_no" = $3::"int4"
) as r)::text;
