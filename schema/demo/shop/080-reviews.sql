create table reviews (
  id uuid primary key default gen_random_uuid(),
  product_id int not null,
  customer_id int not null,
  rating smallint not null constraint reviews_rating_check check (rating between 1 and 5),
  body text not null,
  created_at timestamptz not null default current_timestamp
);

comment on table reviews is 'What customers wrote about products they had bought.';
comment on column reviews.rating is 'Stars, from 1 to 5.';

insert into reviews (id, product_id, customer_id, rating, body, created_at)
select
  md5('review ' || o.id)::uuid,
  i.product_id,
  o.customer_id,
  rating,
  (case rating
    when 5 then (array['Even better than in the picture.', 'A present that was much admired.', 'Would buy it again.'])
    when 4 then (array['Good quality for the price.', 'Nice, and it arrived early.', 'Solid work, a little heavy.'])
    when 3 then (array['It does what it should.', 'The colour is darker than in the picture.', 'Smaller than I thought.'])
    when 2 then (array['There was a scratch on one side.', 'Not what I had expected.', 'The box was in a bad state.'])
    else (array['It broke in the first week.', 'I have sent it back.', 'It does not look like the picture at all.'])
  end)[1 + made.pick(o.id, 41, 3)],
  o.placed_at + (5 + made.pick(o.id, 42, 15)) * interval '24 hours'
from
  orders o
  join order_items i on i.order_id = o.id and i.line_no = 1,
  lateral (select (array[5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1])[1 + made.pick(o.id, 43, 11)]) as r (rating)
where o.status = 'SHIPPED' and o.id % 17 = 0
order by o.id
limit 5000;

alter table reviews
  add constraint reviews_product_id_fkey foreign key (product_id) references products,
  add constraint reviews_customer_id_fkey foreign key (customer_id) references customers;
create index reviews_product_id_created_at_idx on reviews (product_id, created_at);
create index reviews_customer_id_idx on reviews (customer_id);
