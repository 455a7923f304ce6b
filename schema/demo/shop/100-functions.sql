create function search_products(query text) returns setof products stable language sql as $$
  select products.*
  from products, websearch_to_tsquery('english', search_products.query) as words
  where products.search @@ words
  order by ts_rank(products.search, words) desc, products.id
$$;

comment on function search_products is 'Products whose name or number has these words, the best match first. Understands "exact words", or, and -without.';

create function full_label(product products) returns text stable language sql as $$
  select product.name || ' (' || product.sku || ')'
$$;

comment on function full_label is 'The name and the number in one line.';

create function ship_order(order_id bigint) returns orders volatile language plpgsql as $$
declare
  shipped orders;
begin
  update orders
  set status = 'SHIPPED', shipped_on = (current_timestamp at time zone 'UTC')::date, version = version + 1
  where id = ship_order.order_id and status = 'PAID'
  returning * into shipped;
  if not found then
    raise exception 'Only an order that is paid and not yet shipped can be shipped.';
  end if;
  return shipped;
end
$$;

comment on function ship_order is 'Marks a paid order as shipped today.';
