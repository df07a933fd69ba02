-- The house's first stone: companies, lines, credentials, sessions, audit, outbox.
-- Two roles work here. osw_portal acts for one company (row-level security); osw_service
-- acts before the company is known (sign-in) and for what runs by the clock.

do $$
begin
  if not exists (select from pg_roles where rolname = 'osw_portal') then
    create role osw_portal nologin nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'osw_service') then
    create role osw_service nologin nobypassrls;
  end if;
end
$$;
grant osw_portal, osw_service to current_user;

create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- The sub-select makes each an InitPlan: evaluated once a statement, so indexes are still used.
create function current_company() returns uuid language sql stable as
  $$ select nullif(current_setting('app.company', true), '')::uuid $$;
create function current_line() returns uuid language sql stable as
  $$ select nullif(current_setting('app.line', true), '')::uuid $$;
-- The line an administrator holds an acting grant for (spec/security 2.8); otherwise null.
create function current_subject() returns uuid language sql stable as
  $$ select nullif(current_setting('app.subject', true), '')::uuid $$;

-- ---------------------------------------------------------------- companies and lines

create table service_profile (
  code text primary key,                 -- 'standard', 'premium', 'posto-operatore'
  name text not null,                    -- as the contract and the guide write it
  rank smallint not null unique,         -- order in lists
  features jsonb not null,               -- {"devices": true, ...}
  limits jsonb not null                  -- {"devices": 5, ...}
);

create table company (
  id uuid primary key,
  name text not null,
  vat_number text,
  contact_email text,                    -- given at subscription; credentials go there (S20)
  contact_mobile text,
  activated_at timestamptz not null,     -- the 365 days of the shared password start here (S21)
  password_expiry_days integer default 365,  -- null: the contract switched expiry off (D-3)
  language text not null default 'it',
  closed_at timestamptz
);

create table site (
  id uuid primary key,
  company_id uuid not null references company,
  name text not null,
  name_key text not null,                -- lower case, no accents: search and sort
  unique (company_id, name_key),
  unique (company_id, id)
);

create table number_block (
  id uuid primary key,
  company_id uuid not null references company,
  first_number text not null,
  last_number text not null
);
create index number_block_company on number_block (company_id);

create table line (
  id uuid primary key,
  company_id uuid not null references company,
  number text not null unique,           -- E.164 with the Italian leading zero kept
  extension text not null default '',    -- a string: '049' is not 49 (S61)
  name text not null,
  name_key text not null,
  site_id uuid not null,
  service text not null references service_profile,
  role text not null check (role in ('user', 'administrator')),
  user_type text not null check (user_type in ('user', 'administrator', 'attendant')),  -- "Tipo utenza" (S62)
  mobile text,
  account text not null check (account in ('provisioned', 'live', 'disabled', 'closed')),
  credential text not null check (credential in ('none', 'shared', 'temporary', 'own')),
  credential_set_at timestamptz,
  credential_expires_at timestamptz,     -- null only where the contract switched expiry off
  gate_opened_at timestamptz,            -- first time a temporary secret was accepted
  email text,
  email_status text not null default 'none' check (email_status in ('none', 'pending', 'verified')),
  email_source text check (email_source in ('owner', 'administrator', 'support', 'activation')),
  email_next text,                       -- a change waits here until verified; the old one keeps working
  language text not null default 'it' check (language in ('it', 'en')),
  theme text not null default 'auto' check (theme in ('auto', 'light', 'dark')),
  activated_at timestamptz,              -- first own password
  activation_confirmed_at timestamptz,   -- lifts the history veil early (spec/security 1.4.7)
  search_text text not null,             -- every searchable field, normalised, one a row
  first_access text not null generated always as (
    case
      when credential in ('none', 'shared') and gate_opened_at is null then 'never-entered'
      when credential <> 'own' then 'temporary-password'
      when email_status = 'none' then 'email-missing'
      when email_status = 'pending' then 'email-to-confirm'
      else 'completed'
    end) stored,
  unique (company_id, id),
  foreign key (company_id, site_id) references site (company_id, id),
  check ((email is null) = (email_status = 'none')),
  check (credential <> 'own' or account <> 'provisioned')
) with (fillfactor = 85);
create index line_by_number on line (company_id, number);
create index line_by_extension on line (company_id, extension, number);
create index line_by_name on line (company_id, name_key, number);
create index line_by_site on line (company_id, site_id, number);
create index line_by_service on line (company_id, service, number);
create index line_by_user_type on line (company_id, user_type, number);
create index line_by_first_access on line (company_id, first_access, number);
create index line_search on line using gin (company_id, search_text gin_trgm_ops);
create index line_by_expiry on line (credential_expires_at) where account = 'live';

-- Counts a company's visible changes, so that a cached page or count can be known to be current.
create table directory_version (
  company_id uuid primary key references company,
  version bigint not null default 0
);

create function bump_directory_version_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update directory_version v set version = v.version + 1
  where v.company_id in (
    select n.company_id from new_rows n join old_rows o on o.id = n.id
    where (n.number, n.extension, n.name, n.site_id, n.service, n.user_type, n.first_access, n.account, n.search_text)
      is distinct from
          (o.number, o.extension, o.name, o.site_id, o.service, o.user_type, o.first_access, o.account, o.search_text));
  return null;
end
$$;
create function bump_directory_version_added() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into directory_version (company_id, version)
    select distinct company_id, 1 from new_rows
  on conflict (company_id) do update set version = directory_version.version + 1;
  return null;
end
$$;
create trigger line_changed after update on line
  referencing old table as old_rows new table as new_rows
  for each statement execute function bump_directory_version_changed();
create trigger line_added after insert on line
  referencing new table as new_rows
  for each statement execute function bump_directory_version_added();

-- ---------------------------------------------------------------- secrets

-- One shared temporary password a company (S18), kept only as a hash; rotating raises the generation.
create table company_secret (
  company_id uuid primary key references company,
  generation integer not null default 1,
  hash text not null,
  pepper_id text not null,
  created_at timestamptz not null,
  closed_at timestamptz
);

-- What proves who a line's holder is. Row security lets a company's transaction see only the
-- viewer's own row and the row of the line it holds an acting grant for.
create table credential (
  line_id uuid primary key,
  company_id uuid not null,
  password_hash text,                    -- argon2id, null while the shared password applies
  pepper_id text,
  history text[] not null default '{}',  -- hashes of the last own passwords, newest first
  last_signed_in_at timestamptz,
  email_later_since timestamptz,         -- first full sign-in without a verified e-mail
  sign_ins_without_email integer not null default 0,
  pin_hash text,
  pin_pepper_id text,
  pin_set_at timestamptz,
  totp_secret bytea,                     -- AES-256-GCM under the vault key
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  foreign key (company_id, line_id) references line (company_id, id)
);
create index credential_company on credential (company_id);

create table recovery_code (
  line_id uuid not null,
  company_id uuid not null,
  hash bytea not null,
  used_at timestamptz,
  primary key (line_id, hash),
  foreign key (company_id, line_id) references line (company_id, id)
);

create table passkey (
  id text primary key,                   -- credential id, base64url
  line_id uuid not null,
  company_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  label text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  foreign key (company_id, line_id) references line (company_id, id)
);
create index passkey_line on passkey (line_id);

-- Links sent by mail: only the SHA-256 of the token is kept; consumed by one guarded UPDATE.
create table mailed_link (
  hash bytea primary key,
  company_id uuid not null,
  line_id uuid not null,
  purpose text not null check (purpose in ('reset', 'confirm-and-reset', 'verify-email', 'undo-email')),
  address text,                          -- the address the link proves or restores
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  tries smallint not null default 0,
  foreign key (company_id, line_id) references line (company_id, id)
);
create index mailed_link_line on mailed_link (line_id, purpose);

-- Six-digit codes that verify an address, bound to the session that asked.
create table email_code (
  line_id uuid primary key,
  company_id uuid not null,
  address text not null,
  code_hash bytea not null,
  session_hash bytea not null,
  tries smallint not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sent_today smallint not null default 1,
  foreign key (company_id, line_id) references line (company_id, id)
);

-- ---------------------------------------------------------------- sessions

create table remember_family (
  selector bytea primary key,
  line_id uuid not null,
  company_id uuid not null,
  validator_hash bytea not null,
  previous_hash bytea,
  rotated_at timestamptz not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  label text not null,
  ip_prefix text not null,
  revoked_at timestamptz,
  foreign key (company_id, line_id) references line (company_id, id)
);
create index remember_family_line on remember_family (line_id);

create table session (
  hash bytea primary key,                -- SHA-256 of the cookie
  id uuid not null unique,               -- shown in the list of devices
  line_id uuid not null,
  company_id uuid not null,
  kind text not null check (kind in ('second-factor', 'gate', 'full', 'remembered')),
  view text check (view in ('user', 'administrator')),
  password_kind text not null check (password_kind in ('shared', 'temporary', 'own')),  -- the secret that opened it
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,       -- absolute end
  password_at timestamptz,               -- last proof by password or passkey
  stepped_up_at timestamptz,
  step_up_failures smallint not null default 0,
  family bytea references remember_family on delete set null,
  remember boolean not null default false,  -- asked for at sign-in; the token is given when the session becomes full
  label text not null,                   -- browser and system in words
  ip text not null,
  challenge text,                        -- the WebAuthn challenge this session was given
  foreign key (company_id, line_id) references line (company_id, id)
);
create index session_line on session (line_id);
create index session_expiry on session (expires_at);

create table acting_grant (
  id uuid primary key,
  company_id uuid not null,
  session_id uuid not null,
  administrator_id uuid not null,
  subject_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  foreign key (company_id, administrator_id) references line (company_id, id),
  foreign key (company_id, subject_id) references line (company_id, id)
);
create index acting_grant_session on acting_grant (session_id) where ended_at is null;

-- One row a key (an HMAC, so that the table tells nothing about numbers or addresses).
create table throttle (
  key bytea primary key,
  rule text not null,
  failures integer not null,
  consecutive integer not null,
  first_failure_at timestamptz not null,
  last_failure_at timestamptz not null,
  blocked_until timestamptz,
  seen text[] not null default '{}'      -- accounts tried (as HMACs), for the spray rule
);
create index throttle_age on throttle (last_failure_at);

-- ---------------------------------------------------------------- what happened

create table activation (
  id uuid primary key,
  company_id uuid not null,
  line_id uuid not null,
  at timestamptz not null,
  ip text not null,
  secret text not null check (secret in ('shared', 'temporary')),
  digest_sent_at timestamptz,
  foreign key (company_id, line_id) references line (company_id, id)
);
create index activation_company on activation (company_id, at desc);

create table audit_event (
  id bigint generated always as identity primary key,
  company_id uuid references company,    -- null: the provider's own chain
  chain_no bigint not null,
  at timestamptz not null,
  actor_id uuid,
  actor_name text not null,
  actor_role text not null check (actor_role in ('user', 'administrator', 'support', 'system', 'unknown')),
  subject_id uuid,
  acting boolean not null default false,
  action text not null,
  result text not null check (result in ('done', 'refused')),
  facts jsonb not null default '{}',
  session_hash8 text,
  ip text,
  request_id text,
  prev_hash bytea not null,
  hash bytea not null
);
create index audit_event_subject on audit_event (company_id, subject_id, id desc);
create index audit_event_company on audit_event (company_id, id desc);

create table audit_head (
  chain uuid primary key,                -- the company, or all zeros for the provider
  chain_no bigint not null,
  hash bytea not null
);

create function audit_digest(e audit_event) returns bytea language sql immutable as $$
  select sha256(convert_to(jsonb_build_array(
    e.company_id, e.chain_no, extract(epoch from e.at)::text, e.actor_id, e.actor_name, e.actor_role, e.subject_id,
    e.acting, e.action, e.result, e.facts, e.session_hash8, e.ip, e.request_id, encode(e.prev_hash, 'hex'))::text, 'UTF8'))
$$;

create function chain_audit_event() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_head;
  key uuid := coalesce(new.company_id, '00000000-0000-0000-0000-000000000000');
begin
  insert into audit_head values (key, 0, '\x00') on conflict do nothing;
  select * into head from audit_head where chain = key for update;
  new.chain_no := head.chain_no + 1;
  new.prev_hash := head.hash;
  new.hash := audit_digest(new);
  update audit_head set chain_no = new.chain_no, hash = new.hash where chain = key;
  return new;
end
$$;
create trigger audit_event_chain before insert on audit_event
  for each row execute function chain_audit_event();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit events are only ever added';
end
$$;
create trigger audit_event_frozen before update or delete on audit_event
  for each row execute function refuse_change();
create trigger audit_event_kept before truncate on audit_event
  for each statement execute function refuse_change();

-- ---------------------------------------------------------------- letters

create table outbox_message (
  id uuid primary key,
  company_id uuid,
  channel text not null check (channel in ('email', 'sms')),
  recipient text not null,
  letter text not null,                  -- which template, for the log and the delivery list
  content jsonb,                         -- subject, text, html; erased once sent
  dedupe_key text unique,                -- the same notice is never queued twice
  created_at timestamptz not null,
  next_attempt_at timestamptz not null,
  attempts smallint not null default 0,
  sent_at timestamptz,
  failed_at timestamptz,                 -- given up
  last_error text
);
create index outbox_waiting on outbox_message (next_attempt_at) where sent_at is null and failed_at is null;

-- The demo's letter box, read at /outbox; never written in production.
create table demo_letter (
  id uuid primary key,
  channel text not null,
  recipient text not null,
  subject text not null,
  body text not null,
  html text,
  links text[] not null,
  at timestamptz not null
);

-- Small facts of the installation: keys the demo made for itself, the demo's temporary password.
create table installation_fact (
  name text primary key,
  value text not null
);

-- ---------------------------------------------------------------- who may touch what

alter table company enable row level security;
create policy own_company on company for all to osw_portal using (id = (select current_company()));
create policy service on company for all to osw_service using (true);

do $$
declare
  t text;
begin
  -- company-scoped: every row of the viewer's company
  foreach t in array array['site', 'number_block', 'line', 'directory_version', 'company_secret', 'activation',
                           'acting_grant', 'audit_event', 'mailed_link', 'email_code', 'outbox_message'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_company on %I for all to osw_portal using (company_id = (select current_company()))', t);
    execute format('create policy service on %I for all to osw_service using (true)', t);
  end loop;
  -- person-scoped: only the viewer's rows and those of the line under an acting grant
  foreach t in array array['credential', 'recovery_code', 'passkey', 'remember_family', 'session'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_line on %I for all to osw_portal using (company_id = (select current_company())
                    and line_id in ((select current_line()), (select current_subject())))', t);
    execute format('create policy service on %I for all to osw_service using (true)', t);
  end loop;
end
$$;

grant select on service_profile, company, number_block, directory_version to osw_portal;
grant select, insert, update, delete on site, line, credential, recovery_code, passkey, remember_family, session,
  acting_grant, activation, mailed_link, email_code to osw_portal;
grant select, update on company_secret to osw_portal;
grant insert, select on audit_event, outbox_message to osw_portal;

grant select, insert, update, delete on service_profile, company, site, number_block, line, directory_version, company_secret,
  credential, recovery_code, passkey, mailed_link, email_code, remember_family, session, acting_grant, throttle,
  activation, outbox_message, demo_letter, installation_fact to osw_service;
grant insert, select on audit_event to osw_service;
grant select on audit_head to osw_service;

insert into service_profile (code, name, rank, features, limits) values
  ('standard', 'Standard', 1, '{"devices": true}', '{"devices": 1}'),
  ('premium', 'Premium', 2, '{"devices": true}', '{"devices": 5}'),
  ('posto-operatore', 'Posto operatore', 3, '{"devices": true, "attendant": true}', '{"devices": 5}');
