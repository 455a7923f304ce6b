create type ticket_status as enum ('OPEN', 'WAITING', 'RESOLVED', 'CLOSED');

comment on type ticket_status is 'Open: it is the team''s turn. Waiting: it is the customer''s.';
