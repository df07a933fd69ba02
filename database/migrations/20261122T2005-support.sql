-- What 1928 does for a customer: restores by two people, what waits at the desk, diagnoses by a code of the customer
-- (guide 2.4, last paragraph; spec/security 2.2, 2.9). Staff are named by id and by name: the name stays when the
-- account goes, so there are no foreign keys to accounts of staff.

create table restore_request (
  id uuid primary key,
  company_id uuid not null,
  line_id uuid not null,
  state text not null check (state in ('waiting', 'approved', 'refused', 'withdrawn', 'expired', 'blocked')),
  ticket text not null,
  reason text not null,
  checks text[] not null,                -- how whoever called was recognised
  email text,                            -- as the caller gave it; null: the line keeps its confirmed address
  way text not null check (way in ('sms', 'email', 'spoken')),
  requested_by uuid,                     -- null: the command of the machine, where only the name is known
  requested_by_name text not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,       -- nobody has decided by then: to be asked again
  others_asked boolean not null default false,  -- another administrator could be reached when it was asked
  consent_of uuid,                       -- the other administrator who agreed
  consent_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  refusal text,
  password_ends_at timestamptz,          -- of the temporary password that the approval made
  spoken_at timestamptz,                 -- the one time it was shown to whoever tells it
  stopped_at timestamptz,                -- "blocca", after the approval
  unique (company_id, id),
  foreign key (company_id, line_id) references line (company_id, id),
  -- Four eyes: whoever asks does not decide. Null would pass a CHECK, so both must be known, or neither.
  constraint restore_by_two check (state not in ('approved', 'refused') or (decided_at is not null and case
    when requested_by is null and decided_by is null
      then coalesce(lower(btrim(decided_by_name)) <> lower(btrim(requested_by_name)), false)
    else coalesce(requested_by <> decided_by, false) end))
);
create unique index restore_request_waiting on restore_request (line_id) where state = 'waiting';
create index restore_request_company on restore_request (company_id, requested_at desc);
create index restore_request_latest on restore_request (requested_at desc);

-- What is in a letter about a restore: whoever has the mailbox may stop it; another administrator may also agree.
create table restore_link (
  hash bytea primary key,
  company_id uuid not null,
  request_id uuid not null,
  administrator_id uuid,                 -- whose mailbox it went to; null: the old address or the contract's contact
  created_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (company_id, request_id) references restore_request (company_id, id) on delete cascade,
  foreign key (company_id, administrator_id) references line (company_id, id)
);
create index restore_link_request on restore_link (request_id);

-- What somebody at the desk should look at, opened by an event.
create table service_request (
  id uuid primary key,
  company_id uuid not null,
  line_id uuid not null,
  kind text not null check (kind in ('reset-without-email', 'restore-blocked', 'activation-denied')),
  opened_at timestamptz not null,
  last_at timestamptz not null,          -- the same again does not open a second one
  times integer not null default 1,
  closed_at timestamptz,
  closed_by uuid,
  closed_by_name text,
  note text,
  foreign key (company_id, line_id) references line (company_id, id)
);
create unique index service_request_open on service_request (line_id, kind) where closed_at is null;
create index service_request_company on service_request (company_id, opened_at desc);
create index service_request_latest on service_request (last_at desc);

-- What waits, of both kinds: for the number at the desk and the pill beside a customer.
create view open_request with (security_invoker = true) as
  select id, company_id, line_id, 'restore' as kind, requested_at as since from restore_request where state = 'waiting'
  union all
  select id, company_id, line_id, kind, last_at from service_request where closed_at is null;

-- Six digits that the customer reads to 1928; kept as an HMAC.
create table support_code (
  id uuid primary key,
  company_id uuid not null,
  line_id uuid not null,
  code_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  tries smallint not null default 0,
  ended_at timestamptz,                  -- used, taken back, or guessed at too often
  unique (company_id, id),
  foreign key (company_id, line_id) references line (company_id, id)
);
create unique index support_code_open on support_code (line_id) where ended_at is null;

-- Somebody of 1928 looks at a line's diagnosis, for a while and never twice at once.
create table support_visit (
  id uuid primary key,
  company_id uuid not null,
  line_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('customer', 'staff')),
  unique (company_id, id),
  foreign key (company_id, line_id) references line (company_id, id)
);
create unique index support_visit_open on support_visit (line_id) where ended_at is null;
create index support_visit_staff on support_visit (staff_id, opened_at desc);

-- A change that 1928 proposes during a visit; nothing happens before the customer accepts it.
create table support_proposal (
  id uuid primary key,
  company_id uuid not null,
  line_id uuid not null,
  visit_id uuid not null,
  change jsonb not null,                 -- one of the closed list of domain/support/proposal.ts
  proposed_at timestamptz not null,
  answered_at timestamptz,
  answer text check (answer in ('accepted', 'refused', 'withdrawn')),
  foreign key (company_id, line_id) references line (company_id, id),
  foreign key (company_id, visit_id) references support_visit (company_id, id)
);
create unique index support_proposal_open on support_proposal (visit_id) where answered_at is null;

-- Who had the idea of a change that the line's holder accepted.
alter table call_setting_change add column proposed_by text;

do $$
declare
  t text;
begin
  foreach t in array array['restore_request', 'restore_link', 'service_request', 'support_code', 'support_visit',
                           'support_proposal'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy service on %I for all to osw_service using (true)', t);
  end loop;
  -- A code and what it opened belong to the line's holder: an acting grant does not reach them.
  foreach t in array array['support_code', 'support_visit', 'support_proposal'] loop
    execute format('create policy own_line on %I for all to osw_portal using (company_id = (select current_company())
                    and line_id = (select current_line()))', t);
  end loop;
end
$$;

grant select, insert, update on support_code to osw_portal;
grant select, update on support_visit, support_proposal to osw_portal;
grant select, insert, update, delete on restore_request, restore_link, service_request, support_code, support_visit,
  support_proposal to osw_service;
grant select on open_request to osw_service;
