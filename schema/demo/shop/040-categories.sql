create table categories (
  id int generated always as identity primary key,
  parent_id int constraint categories_parent_id_fkey references categories,
  slug text not null constraint categories_slug_key unique,
  name text not null
);

comment on table categories is 'The shelves of the shop: a tree.';
comment on column categories.parent_id is 'The shelf that this one is part of; none for the top of the tree.';
comment on column categories.slug is 'The name in an address of the shop.';
comment on constraint categories_parent_id_fkey on categories is '@inverse children';

insert into categories (id, parent_id, slug, name)
overriding system value
values
  (1, null, 'living', 'Living'),
  (2, null, 'kitchen', 'Kitchen'),
  (3, null, 'bed-and-bath', 'Bed and bath'),
  (4, null, 'work-and-travel', 'Work and travel'),
  (5, null, 'garden', 'Garden'),
  (6, null, 'gift-cards', 'Gift cards'),
  (7, 1, 'lighting', 'Lighting'),
  (8, 1, 'decoration', 'Decoration'),
  (9, 1, 'furniture', 'Furniture'),
  (10, 2, 'tableware', 'Tableware'),
  (11, 2, 'cooking', 'Cooking'),
  (12, 2, 'kitchen-textiles', 'Kitchen textiles'),
  (13, 3, 'bedding', 'Bedding'),
  (14, 3, 'bathroom', 'Bathroom'),
  (15, 4, 'desk', 'Desk'),
  (16, 4, 'bags', 'Bags'),
  (17, 7, 'desk-lamps', 'Desk lamps'),
  (18, 7, 'floor-lamps', 'Floor lamps'),
  (19, 7, 'pendant-lamps', 'Pendant lamps');

alter table categories alter column id restart with 20;
create index categories_parent_id_idx on categories (parent_id);
