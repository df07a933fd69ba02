-- How much may be called outside, what was called, and what was held (spec/security TEL-5, TEL-7, TEL-8).

-- What differs from the standard (domain/call-limits/limits.ts), of the provider and, below that, of the administrator.
create table call_limit (
  company_id uuid primary key references company (id),
  by_provider jsonb not null default '{}',
  by_administrator jsonb not null default '{}',
  changed_at timestamptz not null
);

-- A way outside that a call may take: there from the decision until the call is over, for a day.
create table outside_leg (
  call_id text not null,
  place integer not null,                -- among the call's ways outside
  company_id uuid not null,
  line_id uuid not null,                 -- who calls, or whose forward it is
  number text not null,
  class text not null,
  forwarded boolean not null,
  placed_at timestamptz not null,
  until timestamptz not null,            -- an end nobody told of does not count for ever
  answered_at timestamptz,
  ended_at timestamptz,
  seconds integer not null default 0,
  primary key (call_id, place),
  foreign key (company_id, line_id) references line (company_id, id)
) with (fillfactor = 80);
create index outside_leg_line on outside_leg (line_id, placed_at);
create index outside_leg_company on outside_leg (company_id, placed_at);
create index outside_leg_up on outside_leg (company_id) where ended_at is null;

-- Seconds a day of a line, and of its company (scope_id is either's), so that nobody has to add up a day's calls.
create table outside_use (
  company_id uuid not null references company (id),
  scope_id uuid not null,
  day date not null,                     -- in Italy
  class text not null,
  forwarded boolean not null,
  calls integer not null,
  seconds integer not null,
  off_hours boolean not null default false,  -- some of it by night, on a Sunday or holiday
  primary key (scope_id, day, class, forwarded)
) with (fillfactor = 80);
create index outside_use_company on outside_use (company_id, day);

-- Calls abroad of a line, or of a company, wait.
create table call_hold (
  scope_id uuid primary key,
  company_id uuid not null references company (id),
  line_id uuid,
  signal text not null,
  since timestamptz not null,
  until timestamptz not null
);
create index call_hold_company on call_hold (company_id);

-- What the administrators were told of, once a day each.
create table call_alarm (
  scope_id uuid not null,
  what text not null,
  day date not null,
  company_id uuid not null references company (id),
  line_id uuid,
  at timestamptz not null,
  primary key (scope_id, what, day)
);
create index call_alarm_company on call_alarm (company_id, at desc);

do $$
declare
  t text;
begin
  foreach t in array array['call_limit', 'outside_leg', 'outside_use', 'call_hold', 'call_alarm'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_company on %I for all to osw_portal using (company_id = (select current_company()))', t);
    execute format('create policy service on %I for all to osw_service using (true)', t);
  end loop;
end
$$;

grant select on outside_use, call_hold, call_alarm to osw_portal;
grant select on call_limit to osw_portal;
grant insert (company_id, by_administrator, changed_at) on call_limit to osw_portal;
grant update (by_administrator, changed_at) on call_limit to osw_portal;
-- An administrator lets calls go on: what was used today begins anew, what was held is free.
grant update (seconds) on outside_use to osw_portal;
grant delete on call_hold, call_alarm to osw_portal;
grant select, insert, update, delete on call_limit, outside_leg, outside_use, call_hold, call_alarm to osw_service;
