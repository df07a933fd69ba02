-- The provider's own people and their sign-ins (spec/security 2.9), and what a contract says about a company.

-- ---------------------------------------------------------------- staff

create table staff (
  id uuid primary key,
  email text not null unique,            -- lower case: the name they sign in with
  name text not null,
  role text not null check (role in ('desk', 'activation', 'supervisor')),
  password_hash text not null,           -- argon2id
  pepper_id text not null,
  password_is_temporary boolean not null default true,  -- to be changed at the next sign-in
  password_set_at timestamptz not null,
  password_expires_at timestamptz,       -- of a temporary one
  history text[] not null default '{}',  -- hashes of the last own passwords, newest first
  totp_secret bytea,                     -- AES-256-GCM under the vault key
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  language text not null default 'it' check (language in ('it', 'en')),
  theme text not null default 'auto' check (theme in ('auto', 'light', 'dark')),
  created_at timestamptz not null,
  last_signed_in_at timestamptz,
  disabled_at timestamptz
);

create table staff_passkey (
  id text primary key,                   -- credential id, base64url
  staff_id uuid not null references staff,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  label text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index staff_passkey_staff on staff_passkey (staff_id);

create table staff_recovery_code (
  staff_id uuid not null references staff,
  hash bytea not null,
  used_at timestamptz,
  primary key (staff_id, hash)
);

create table staff_session (
  hash bytea primary key,                -- SHA-256 of the cookie
  id uuid not null unique,
  staff_id uuid not null references staff,
  kind text not null check (kind in ('second-factor', 'full')),  -- what was shown: the password, or both
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,       -- absolute end
  stepped_up_at timestamptz,             -- last proof by password
  step_up_failures smallint not null default 0,
  label text not null,
  ip text not null,
  challenge text                         -- the WebAuthn challenge or the authenticator that is being set up
);
create index staff_session_staff on staff_session (staff_id);
create index staff_session_expiry on staff_session (expires_at);

-- No company ever sees who works at the provider: the portal's role has no right here at all.
do $$
declare
  t text;
begin
  foreach t in array array['staff', 'staff_passkey', 'staff_recovery_code', 'staff_session'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy service on %I for all to osw_service using (true)', t);
    execute format('grant select, insert, update, delete on %I to osw_service', t);
  end loop;
end
$$;

-- The provider's log is read newest first, and by customer.
create index audit_event_provider on audit_event (id desc) where company_id is null;
create index audit_event_customer on audit_event ((facts ->> 'customerId'), id desc) where company_id is null;

-- ---------------------------------------------------------------- what the contract says

alter table company add column contract_number text;
alter table company add column suspended_at timestamptz;
alter table company add column state_reason text;  -- why it was last suspended, reactivated or closed
alter table company add column state text not null generated always as (
  case when closed_at is not null then 'closed' when suspended_at is not null then 'suspended' else 'active' end) stored;
alter table company add column mfa_required boolean not null default false;
alter table company add column call_retention_days integer not null default 90 check (call_retention_days between 1 and 90);
alter table company add column languages text[] not null default '{it,en}' check (languages <@ '{it,en}' and cardinality(languages) > 0);
