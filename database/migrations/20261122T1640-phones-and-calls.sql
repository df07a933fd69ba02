-- Phones of a line, what became of its calls, and the messages left for it.

-- ---------------------------------------------------------------- phones

-- One row a phone or program that may register. A removed one stays, without its secret: its SIP user
-- is never given to somebody else's phone (spec/security 4.7).
create table device (
  id uuid primary key,
  company_id uuid not null,
  line_id uuid not null,
  name text not null,
  kind text not null check (kind in ('softphone', 'desk', 'web')),
  mac text,                              -- twelve hexadecimal digits, lower case
  sip_user text not null,                -- '049-1': the extension (or last three digits) and a count
  sip_domain text not null,              -- the company's, as it was when the secret was made: HA1 holds it
  ha1 text,                              -- MD5(user:domain:secret), all that is kept of a secret; null once removed
  search_text text not null,             -- name, MAC and user, normalised
  created_at timestamptz not null,
  rotated_at timestamptz not null,       -- the secret's birthday
  disabled_at timestamptz,
  removed_at timestamptz,
  registered_since timestamptz,          -- null: not connected, as far as we were told
  registered_until timestamptz,
  user_agent text,
  address text,
  transport text,
  last_contact_at timestamptz,
  unique (sip_domain, sip_user),
  foreign key (company_id, line_id) references line (company_id, id)
) with (fillfactor = 80);                -- contacts come often: they stay on their page
create index device_line on device (line_id) where removed_at is null;
create index device_company on device (company_id, created_at desc, id) where removed_at is null;
-- A MAC address belongs to one phone; two companies may well mistype the same one.
create unique index device_mac on device (company_id, mac) where removed_at is null and mac is not null;

-- ---------------------------------------------------------------- calls

-- One row for each line a call concerned: who called, and whose phone it was for.
create table call_record (
  id uuid primary key,
  company_id uuid not null,
  line_id uuid not null,
  call_id text not null,
  direction text not null check (direction in ('in', 'out')),
  list text not null check (list in ('missed', 'made', 'received', 'rejected')),
  outcome text not null check (outcome in ('answered', 'forwarded', 'voicemail', 'unanswered', 'busy', 'refused', 'cancelled', 'failed')),
  started_at timestamptz not null,
  ended_at timestamptz,                  -- null while the two are speaking
  seconds integer not null default 0,    -- of conversation
  other_number text,                     -- the other side, E.164; null when withheld, or a helpline (spec/product 8.2)
  other_line_id uuid,                    -- the other side is a colleague
  other_name text,                       -- as the call showed it
  other_key text not null,               -- who it was, to group repeated calls
  masked boolean not null default false, -- a helpline: its number is kept nowhere
  search_text text not null,
  detail jsonb not null,                 -- domain/call-history/call-context.ts: the steps and why
  seen_at timestamptz,                   -- a missed call that was noticed
  deleted_at timestamptz,
  unique (line_id, call_id, direction),
  foreign key (company_id, line_id) references line (company_id, id)
) with (fillfactor = 90);
create index call_record_list on call_record (line_id, list, started_at desc, id desc) where deleted_at is null;
create index call_record_unseen on call_record (line_id) where list = 'missed' and seen_at is null and deleted_at is null;
create index call_record_age on call_record (started_at);

-- ---------------------------------------------------------------- messages

create table voicemail_message (
  id uuid primary key,
  company_id uuid not null,
  line_id uuid not null,
  call_id text not null,
  spool_file text not null,              -- told twice, kept once
  left_at timestamptz not null,
  seconds integer not null,
  caller_number text,
  caller_line_id uuid,
  caller_name text,
  search_text text not null,
  loudness bytea not null,               -- one byte a bar of the player's slider
  heard_at timestamptz,
  deleted_at timestamptz,
  unique (line_id, spool_file),
  unique (company_id, line_id, id),
  foreign key (company_id, line_id) references line (company_id, id)
);
create index voicemail_message_list on voicemail_message (line_id, left_at desc, id desc) where deleted_at is null;
create index voicemail_message_unheard on voicemail_message (line_id) where heard_at is null and deleted_at is null;
create index voicemail_message_age on voicemail_message (left_at);

-- The sound, 8 kHz A-law, AES-256-GCM under the vault key; apart, so that lists never read it.
create table voicemail_audio (
  message_id uuid primary key,
  company_id uuid not null,
  line_id uuid not null,
  sealed bytea not null,
  foreign key (company_id, line_id, message_id) references voicemail_message (company_id, line_id, id) on delete cascade
);
-- Sealed bytes do not get smaller; reading a part of them needs no unpacking.
alter table voicemail_audio alter column sealed set storage external;

-- ---------------------------------------------------------------- who may touch what

alter table device enable row level security;
create policy own_company on device for all to osw_portal using (company_id = (select current_company()));
create policy service on device for all to osw_service using (true);

-- Calls and messages are the person's alone: no acting administrator sees them (spec/security 2.8; art. 15 Cost.).
do $$
declare
  t text;
begin
  foreach t in array array['call_record', 'voicemail_message', 'voicemail_audio'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy only_own_line on %I for all to osw_portal using (company_id = (select current_company())
                    and line_id = (select current_line()))', t);
    execute format('create policy service on %I for all to osw_service using (true)', t);
  end loop;
end
$$;

grant select, insert, update on device to osw_portal;
grant select on call_record, voicemail_message, voicemail_audio to osw_portal;
grant update (seen_at, deleted_at) on call_record to osw_portal;
grant update (heard_at, deleted_at) on voicemail_message to osw_portal;
grant select, insert, update, delete on device, call_record, voicemail_message, voicemail_audio to osw_service;
