-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef1" as "longColumnNameThatIsExactlySixtyThreeBytesLongAbcdef1", (select row_to_json(r2.*) from (
select  from "public"."long_table_name_that_is_exactly_sixty_three_bytes_long_abcdefg1" as t2
where t2."long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef1" = t."long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef1"
) as r2) as "$6mAnT9VL2D8HSbjbH5WhgRmqsz-Wsw84" from (
select t3."id", t3."long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef1" from "public"."long_table_name_that_is_exactly_sixty_three_bytes_long_abcdefg2" as t3
order by t3."id"
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef1" as "longColumnNameThatIsExactlySixtyThreeBytesLongAbcdef1", t."long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef2" as "longColumnNameThatIsExactlySixtyThreeBytesLongAbcdef2", t."ééééééééééééééééééééééééééééééé1" as "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeee1", t."ééééééééééééééééééééééééééééééé2" as "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeee2" from (
select t2."long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef1", t2."long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef2", t2."ééééééééééééééééééééééééééééééé1", t2."ééééééééééééééééééééééééééééééé2" from "public"."long_table_name_that_is_exactly_sixty_three_bytes_long_abcdefg1" as t2
order by t2."long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef1"
limit $1
) as t
) as r)::text;
