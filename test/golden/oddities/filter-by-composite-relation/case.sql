-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id" from (
select t2."id" from "public"."bookings" as t2
where (exists (select from "public"."seats" as t3 where t3."row_no" = t2."row_no" and t3."seat_no" = t2."seat_no" and t3."class" = $1::"text") and not (exists (select from "public"."people" as t4 where t4."id" = t2."person_id" and exists (select from "public"."people" as t5 where t5."id" = t4."manager_id" and t5."id" = $2::"int4"))))
order by t2."id"
limit $3
) as t
) as r)::text;
