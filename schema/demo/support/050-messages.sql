create table messages (
  id bigint generated always as identity primary key,
  ticket_id int not null,
  author text not null,
  body text not null,
  sent_at timestamptz not null default current_timestamp
);

comment on table messages is 'What was written on a ticket, by both sides.';
comment on column messages.author is 'The customer, or the name of the agent.';

insert into messages (ticket_id, author, body, sent_at)
select
  t.id,
  case when line % 2 = 1 then 'Customer' else coalesce(a.name, 'Support') end,
  case
    when line = 1 and t.order_id is null then (array[
      'I could not find an answer on your pages. Can you help?',
      'I tried it twice, from my phone and from my computer.',
      'It worked last month, and I have changed nothing since.'])[1 + made.pick(t.id, 81, 3)]
    when line = 1 then (array[
      'It is about my last order. Please tell me what to do.',
      'I have added a picture. What do you suggest?',
      'I have waited a few days before writing.',
      'The order was a present, so I am a little in a hurry.'])[1 + made.pick(t.id, 82, 4)]
    when line = 2 then (array[
      'Thank you for writing. I am looking into it and will come back to you today.',
      'I am sorry about that. Could you confirm your address?',
      'I have asked the warehouse and will write as soon as I know more.'])[1 + made.pick(t.id, 83, 3)]
    when line = 3 then (array[
      'Thank you. I will wait to hear from you.',
      'The address is right. Is there any news?',
      'Yes, that is correct.'])[1 + made.pick(t.id, 84, 3)]
    when line = 4 then (array[
      'A replacement left our warehouse this morning.',
      'We have sent the money back; it takes two or three days.',
      'I have changed it for you. Please have a look.'])[1 + made.pick(t.id, 85, 3)]
    else (array[
      'That solved it, thank you.',
      'All is well now.',
      'Thank you for the quick help.'])[1 + made.pick(t.id, 86, 3)]
  end,
  t.opened_at + (line - 1) * (20 + made.pick(t.id, 87, 70)) * interval '1 minute'
from
  tickets t
  left join agents a on a.id = t.agent_id,
  -- The last word is the customer's where it is the team's turn, and the other way round.
  generate_series(1, case t.status when 'OPEN' then 1 + t.id % 2 * 2 when 'WAITING' then 2 + t.id % 2 * 2 else 1 + t.id % 5 end)
    as line
order by t.id, line;

alter table messages add constraint messages_ticket_id_fkey foreign key (ticket_id) references tickets on delete cascade;
create index messages_ticket_id_sent_at_idx on messages (ticket_id, sent_at);
