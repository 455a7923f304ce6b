create type invoice_status as enum ('DRAFT', 'OPEN', 'PAID', 'VOID');
create type payment_method as enum ('CARD', 'TRANSFER', 'DIRECT_DEBIT', 'WALLET');

comment on type invoice_status is 'How far an invoice has come. A cancelled order''s is void.';
comment on type payment_method is 'How money came in.';
