create table products (
  id int generated always as identity primary key,
  sku text not null,
  name text not null,
  price numeric(10, 2) not null check (price >= 0),
  attributes jsonb not null default '{}',
  category_id int not null,
  tags text[] not null default '{}',
  weight float8,
  discontinued_at timestamptz,
  search tsvector generated always as (
    setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('simple', sku), 'B')
  ) stored,
  constraint products_sku_key unique (sku)
);

comment on table products is 'Everything the shop sells or has sold.';
comment on column products.sku is 'The number on the box.';
comment on column products.price is 'What one piece costs today. What was paid is in the order''s items.';
comment on column products.attributes is 'Material, colour, size in centimetres and the like; which there are depends on the product.';
comment on column products.weight is 'Weight of one piece in kilograms, where it was measured.';
comment on column products.discontinued_at is 'When the shop stopped selling it; none while it sells.';
comment on column products.search is 'The words that a search finds.';

-- 20 things in 25 hard materials and 20 things in 5 fabrics and 5 colours: 1,000 different names.
with things (thing_no, category_id, thing) as (
  values
    (0, 17, 'desk lamp'), (1, 18, 'floor lamp'), (2, 19, 'pendant lamp'), (3, 8, 'wall clock'), (4, 8, 'picture frame'),
    (5, 8, 'candle holder'), (6, 8, 'vase'), (7, 9, 'side table'), (8, 9, 'coat rack'), (9, 10, 'fruit bowl'),
    (10, 10, 'serving tray'), (11, 10, 'salt mill'), (12, 11, 'cutting board'), (13, 11, 'bread box'), (14, 15, 'pen holder'),
    (15, 15, 'letter tray'), (16, 15, 'bookend'), (17, 5, 'flower pot'), (18, 5, 'bird feeder'), (19, 5, 'plant stand'),
    (20, 8, 'cushion'), (21, 8, 'throw'), (22, 9, 'seat pad'), (23, 10, 'table runner'), (24, 10, 'napkin set'),
    (25, 12, 'tablecloth'), (26, 12, 'tea towel'), (27, 12, 'apron'), (28, 12, 'oven glove'), (29, 13, 'duvet cover'),
    (30, 13, 'pillowcase'), (31, 13, 'bedspread'), (32, 14, 'bath mat'), (33, 14, 'bathrobe'), (34, 14, 'wash bag'),
    (35, 15, 'pencil case'), (36, 16, 'tote bag'), (37, 16, 'laptop sleeve'), (38, 16, 'rucksack'), (39, 5, 'garden cushion')
)
insert into products (id, sku, name, price, attributes, category_id, tags, weight, discontinued_at)
overriding system value
select
  n,
  (case when thing_no < 20 then 'H' else 'S' end) || lpad(thing_no::text, 2, '0') || '-' || lpad(n::text, 4, '0'),
  upper(left(kind, 1)) || substr(kind, 2) || ' ' || thing,
  made.price_of(n),
  jsonb_strip_nulls(jsonb_build_object(
    'material', material,
    'colour', colour,
    'size', jsonb_build_object('width', 5 + made.pick(n, 21, 80), 'height', 5 + made.pick(n, 22, 120)),
    'washable', case when thing_no >= 20 then made.pick(n, 23, 3) > 0 end
  )),
  category_id,
  array_remove(array[
    case when n > 900 then 'new' end,
    case when made.pick(n, 24, 8) = 0 then 'bestseller' end,
    case when made.pick(n, 25, 5) = 0 then 'handmade' end
  ], null),
  case when made.pick(n, 26, 9) > 0 then (50 + made.pick(n, 27, 7950)) / 1000.0 end,
  case when made.pick(n, 28, 20) = 0 then timestamptz '2025-03-01 09:00:00+00' + made.pick(n, 29, 300) * interval '24 hours' end
from
  generate_series(1, 1000) as n
  join things on thing_no = n * 7 % 40,
  lateral (select n / 40 % 25) as v (variant),
  lateral (select
    case when thing_no < 20 then (array[
      'oak', 'walnut', 'ash', 'beech', 'birch', 'cherry', 'maple', 'pine', 'bamboo', 'cork', 'steel', 'brass', 'copper',
      'iron', 'aluminium', 'ceramic', 'stoneware', 'porcelain', 'glass', 'marble', 'slate', 'granite', 'concrete',
      'rattan', 'willow'])[1 + variant]
    else (array['linen', 'cotton', 'wool', 'felt', 'velvet'])[1 + variant / 5] end,
    case when thing_no >= 20 then (array['grey', 'blue', 'green', 'white', 'rust'])[1 + variant % 5] end
  ) as m (material, colour),
  lateral (select concat_ws(' ', colour, material)) as k (kind)
order by n;

alter table products alter column id restart with 1001;
alter table products add constraint products_category_id_fkey foreign key (category_id) references categories;
create index products_category_id_idx on products (category_id);
create index products_name_idx on products (name);
create index products_price_idx on products (price);
create index products_search_idx on products using gin (search);
create index products_attributes_idx on products using gin (attributes jsonb_path_ops);
