-- As many columns as a table can have.
do $$
begin
  execute 'create table wide (id integer primary key, ' ||
    (select string_agg(format('column_%s smallint', i), ', ' order by i) from generate_series(1, 1599) i) || ')';
  execute 'insert into wide select 1, ' || (select string_agg(i::text, ', ' order by i) from generate_series(1, 1599) i);
  execute 'insert into wide (id, column_1) values (2, -1)';
end $$;
