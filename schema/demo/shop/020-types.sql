create type loyalty_tier as enum ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM');
create type order_status as enum ('PENDING', 'PAID', 'SHIPPED', 'CANCELLED');

comment on type loyalty_tier is 'How loyal a customer is, from the least to the most.';
comment on type order_status is 'How far an order has come.';
