-- Text messages through an operator's gateway, and what became of every letter (spec/product B4).

alter table outbox_message drop constraint outbox_message_channel_check;
-- 'technician': a sheet handed over by a person; it is in the list and nobody sends it.
alter table outbox_message add constraint outbox_message_channel_check check (channel in ('email', 'sms', 'technician'));

alter table outbox_message add column perhaps_at timestamptz;    -- handed over and never answered: nothing sends it again by itself
alter table outbox_message add column delivered_at timestamptz;  -- the receipt says so
alter table outbox_message add column failure text;              -- why, from a closed list; last_error is for the log
alter table outbox_message add column by_hand_at timestamptz;    -- handed over by a person after all
alter table outbox_message add column by_hand_by text;           -- that person's name, as the provider noted it
alter table outbox_message add column again_of uuid;             -- the letter this one repeats

drop index outbox_waiting;
create index outbox_waiting on outbox_message (channel, next_attempt_at)
  where sent_at is null and failed_at is null and perhaps_at is null;
create index outbox_company on outbox_message (company_id, created_at desc, id desc);

-- A text message in the pieces a gateway takes. A row is written before the piece is handed over: after a crash it says
-- what must not be handed over again.
create table text_message_part (
  message_id uuid not null references outbox_message on delete cascade,
  part smallint not null,
  parts smallint not null,
  gateway text not null,                 -- ids are unique within one only
  reference integer not null,            -- ours, told to the gateway; not unique
  handed_at timestamptz not null,
  answered_at timestamptz,
  gateway_id text,                       -- its own, in the receipts
  outcome text check (outcome in ('delivered', 'failed')),
  failure text,
  ended_at timestamptz,
  asked_at timestamptz,                  -- last time the gateway was asked what became of it
  asks smallint not null default 0,
  primary key (message_id, part)
);
create index text_message_part_id on text_message_part (gateway, gateway_id) where outcome is null;
create index text_message_part_unanswered on text_message_part (gateway, reference) where answered_at is null;
create index text_message_part_open on text_message_part (answered_at) where outcome is null;

-- Receipts that came before the answer they belong to, or to nothing we know. Thrown away after a week.
create table text_receipt (
  gateway text not null,
  gateway_id text not null,
  outcome text not null check (outcome in ('delivered', 'failed')),
  failure text,
  at timestamptz not null,
  primary key (gateway, gateway_id)
);

do $$
declare
  t text;
begin
  foreach t in array array['text_message_part', 'text_receipt'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy service on %I for all to osw_service using (true)', t);
    execute format('grant select, insert, update, delete on %I to osw_service', t);
  end loop;
end
$$;
