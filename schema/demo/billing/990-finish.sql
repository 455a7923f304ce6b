set client_min_messages = warning;
drop schema made cascade;
