create table order_items (
  order_id bigint not null,
  line_no int not null check (line_no > 0),
  product_id int not null,
  quantity int not null default 1 check (quantity > 0),
  unit_price numeric(10, 2) not null check (unit_price >= 0)
);

comment on table order_items is 'The lines of an order.';
comment on column order_items.line_no is 'The place in the order, from 1.';
comment on column order_items.unit_price is 'What one piece cost when it was ordered.';

insert into order_items (order_id, line_no, product_id, quantity, unit_price)
select n, line_no, product_id, quantity, unit_price
from generate_series(1::bigint, 100000) as n, made.lines_of(n);

alter table order_items
  add constraint order_items_pkey primary key (order_id, line_no),
  add constraint order_items_order_id_fkey foreign key (order_id) references orders on delete cascade,
  add constraint order_items_product_id_fkey foreign key (product_id) references products;
create index order_items_product_id_idx on order_items (product_id);

comment on constraint order_items_order_id_fkey on order_items is '@inverse items';
