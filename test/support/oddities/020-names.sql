-- Names that need quotes, that mean something elsewhere, or that have no Latin letter.
create table "order" (
  "select" integer primary key,
  "from" text,
  "table" text not null default 'table',
  "user" text,
  "group" integer,
  "null" boolean,
  "true" boolean
);
insert into "order" values (1, 'a', 'b', 'c', 2, null, true), (2, null, 'x', null, null, false, null);

create table "a ""quoted"" 'name'; --" (
  "the ""id""" integer primary key,
  "it's" text,
  "; drop table people; --" text,
  "$1" text,
  "back\slash" text,
  "%s {{7*7}}" text
);
insert into "a ""quoted"" 'name'; --" values (1, 'quote', 'semicolon', 'dollar', 'backslash', 'percent');

create table " spaces  around " (" id " integer primary key, "two  words" text, "	tab" text, "line
break" text);
insert into " spaces  around " values (1, 'words', 'tab', 'line');

create table "CamelCase" ("unitPrice" numeric(6, 2), "HTTPServer" text, "SHOUTED_NAME" text, "mixed_Case" text, "iD" integer primary key);
insert into "CamelCase" values (9.50, 'server', 'shout', 'mixed', 1);

create table "1st" ("2nd" integer primary key, "3" text, "4_5" text);
insert into "1st" values (1, 'three', 'four five');

create table "größe" ("straße" text, "naïve_é" text, "Ångström" integer primary key);
insert into "größe" values ('Elm', 'combined', 1);

create table "価格表" ("番号" integer primary key, "通貨" text not null, "金額" numeric);
insert into "価格表" values (1, '円', 1200), (2, 'ユーロ', 9.99);

create table "таблица" ("ключ" integer primary key, "значение" text);
insert into "таблица" values (1, 'слово');

create table "😀" ("🔑" integer primary key, "🎉🎉" text, "👩‍👩‍👧" text);
insert into "😀" values (1, 'party', 'family');

create table "+++" ("#" integer primary key, "---" text, "…" text, "=" text);
insert into "+++" values (1, 'dashes', 'dots', 'equal');

-- Names that JavaScript's objects have already.
create table "__proto__" ("__proto__" text, "constructor" text, "toString" text, "hasOwnProperty" text, "__typename" text, "then" text, id integer primary key);
insert into "__proto__" values ('proto', 'constructor', 'string', 'own', 'typename', 'then', 1);
create table "constructor" (id integer primary key, proto_id integer references "__proto__");
insert into "constructor" values (1, 1), (2, null);
create table "toString" ("valueOf" integer primary key, constructor_id integer references "constructor");
insert into "toString" values (1, 2);

-- As long as names can be; the second of each pair differs in the last byte only.
create table "long_table_name_that_is_exactly_sixty_three_bytes_long_abcdefg1" (
  "long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef1" integer primary key,
  "long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef2" text,
  "ééééééééééééééééééééééééééééééé1" text,
  "ééééééééééééééééééééééééééééééé2" text
);
insert into "long_table_name_that_is_exactly_sixty_three_bytes_long_abcdefg1" values (1, 'first', 'third', 'fourth');
create table "long_table_name_that_is_exactly_sixty_three_bytes_long_abcdefg2" (
  id integer primary key,
  "long_column_name_that_is_exactly_sixty_three_bytes_long_abcdef1" integer
    references "long_table_name_that_is_exactly_sixty_three_bytes_long_abcdefg1"
);
insert into "long_table_name_that_is_exactly_sixty_three_bytes_long_abcdefg2" values (1, 1), (2, null);

-- Names that arguments and types of the gateway have.
create table words (
  id integer primary key,
  "and" text, "or" text, "not" text, count integer, key text, etag text, "where" text, patch text,
  "limit" integer, "offset" integer, "by" text, input text, inputs text, node text, nodes text, edges text, cursor text,
  "sum" numeric, "isNull" boolean, eq text, "if" text, args text, data text, errors text
);
insert into words values
  (1, 'and', 'or', 'not', 1, 'key', 'etag', 'where', 'patch', 5, 6, 'by', 'input', 'inputs', 'node', 'nodes', 'edges',
   'cursor', 7.0, true, 'eq', 'if', 'args', 'data', 'errors');
insert into words (id, "and", count) values (2, 'AND', 2);

create table query (id integer primary key, text text);
insert into query values (1, 'select');
create table mutation (id integer primary key);
create table subscription (id integer primary key);
create table pools (id integer primary key, pool text);
insert into pools values (1, 'deep');
create table nodes (id text primary key, parent_id text references nodes);
insert into nodes values ('root', null), ('leaf', 'root');
create table edges (id integer primary key, from_node text references nodes, to_node text references nodes);
insert into edges values (1, 'root', 'leaf');
create table news (id integer primary key, headline text);
insert into news values (1, 'Nothing happened');
create table series (id integer primary key, news_id integer references news);
insert into series values (1, 1);
create table order_batches (id integer primary key, order_id integer references "order");
insert into order_batches values (1, 1), (2, 1);
