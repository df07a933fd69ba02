-- What each line says about its calls, the company's dial plan, and the ways to the outside world.

-- ---------------------------------------------------------------- the company's SIP domain and dial plan

-- Digest secrets contain the domain (RFC 7616), so it is chosen once, when the company begins, and kept.
alter table company add column sip_domain text;
alter table company add column external_prefix text check (external_prefix ~ '^[0-9]$');  -- "0 for an outside line"; null: none

-- The domain's beginning: the name without accents, company form and anything a host name may not hold.
create function sip_label(name text) returns text language sql immutable as $$
  select coalesce(nullif(left(trim(both '-' from regexp_replace(
    regexp_replace(
      translate(lower(name), 'àáâãäåèéêëìíîïòóôõöùúûüçñ', 'aaaaaaeeeeiiiiooooouuuucn'),
      '[,\s]+(s\.?\s?r\.?\s?l\.?\s?s?|s\.?\s?p\.?\s?a|s\.?\s?n\.?\s?c|s\.?\s?a\.?\s?s)\.?\s*$', ''),
    '[^a-z0-9]+', '-', 'g')), 40), ''), 'azienda')
$$;

create function choose_sip_domain() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  label text := sip_label(new.name);
  base text := coalesce((select value from installation_fact where installation_fact.name = 'sip-domain'), 'localhost');
  candidate text := label || '.' || base;
  n integer := 1;
begin
  if new.sip_domain is not null then
    return new;
  end if;
  while exists (select from company where sip_domain = candidate) loop
    n := n + 1;
    candidate := label || '-' || n || '.' || base;
  end loop;
  new.sip_domain := candidate;
  return new;
end
$$;
create trigger company_sip_domain before insert on company for each row execute function choose_sip_domain();

do $$
declare
  c record;
  candidate text;
  n integer;
begin
  for c in select id, name from company order by activated_at, id loop
    candidate := sip_label(c.name) || '.localhost';
    n := 1;
    while exists (select from company where sip_domain = candidate) loop
      n := n + 1;
      candidate := sip_label(c.name) || '-' || n || '.localhost';
    end loop;
    update company set sip_domain = candidate where id = c.id;
  end loop;
end
$$;
alter table company alter column sip_domain set not null;
alter table company add constraint company_sip_domain_unique unique (sip_domain);

-- What an emergency call presents: the site's number and where help has to come (spec/product 8.2, TEL-28).
alter table site add column emergency_number text;
alter table site add column emergency_location text not null default '';

update service_profile set limits = limits || '{"ringSteps": 3, "others": 2, "rules": 5}' where code = 'standard';
update service_profile set limits = limits || '{"ringSteps": 6, "others": 5, "rules": 20}' where code <> 'standard';
update service_profile set features = features || '{"voicemail": true}';

-- "Codici brevi": a few digits that stand for a number or a colleague.
create table short_code (
  company_id uuid not null references company,
  code text not null check (code ~ '^[0-9]{1,6}$'),
  label text not null,
  destination jsonb not null,            -- {"kind": "number", "number": "+39…"} or {"kind": "line", "lineId": "…"}
  primary key (company_id, code)
);

-- Star codes (spec/product 5.1, 8.4). N stands for a number, S for seconds, P for the PIN of call services.
create table service_code_default (
  pattern text primary key,
  service text not null,
  action text not null,
  main boolean not null                  -- the one that the card prints; the others work as well
);
insert into service_code_default (pattern, service, action, main) values
  ('*21*N#', 'forward-all', 'set', true), ('*21*N*P#', 'forward-all', 'set', false), ('**21*N#', 'forward-all', 'set', false),
  ('*21#', 'forward-all', 'on', false), ('#21#', 'forward-all', 'cancel', true), ('##21#', 'forward-all', 'cancel', false),
  ('*#21#', 'forward-all', 'query', true),
  ('*61*N#', 'no-answer', 'set', true), ('*61*N**S#', 'no-answer', 'set', true), ('*61*N*P#', 'no-answer', 'set', false),
  ('**61*N#', 'no-answer', 'set', false), ('**61*N**S#', 'no-answer', 'set', false), ('*61#', 'no-answer', 'on', false),
  ('#61#', 'no-answer', 'cancel', true), ('##61#', 'no-answer', 'cancel', false), ('*#61#', 'no-answer', 'query', true),
  ('*22*N#', 'busy', 'set', true), ('*22*N*P#', 'busy', 'set', false), ('*22#', 'busy', 'on', false),
  ('#22#', 'busy', 'cancel', true), ('*#22#', 'busy', 'query', true),
  ('*62*N#', 'unavailable', 'set', true), ('*62*N*P#', 'unavailable', 'set', false), ('**62*N#', 'unavailable', 'set', false),
  ('*62#', 'unavailable', 'on', false), ('#62#', 'unavailable', 'cancel', true), ('##62#', 'unavailable', 'cancel', false),
  ('*#62#', 'unavailable', 'query', true),
  ('#002#', 'every-forward', 'cancel', true), ('##002#', 'every-forward', 'cancel', false),
  ('*26#', 'do-not-disturb', 'on', true), ('#26#', 'do-not-disturb', 'off', true), ('*#26#', 'do-not-disturb', 'query', true),
  ('*43#', 'call-waiting', 'on', true), ('#43#', 'call-waiting', 'off', true), ('*#43#', 'call-waiting', 'query', true),
  ('*77', 'anonymous-rejection', 'on', true), ('*77#', 'anonymous-rejection', 'on', false),
  ('#77', 'anonymous-rejection', 'off', true), ('#77#', 'anonymous-rejection', 'off', false),
  ('*60#', 'reject-last-caller', 'on', true),
  ('*67#N', 'identity', 'withhold-once', true), ('#31#N', 'identity', 'withhold-once', false),
  ('*31#N', 'identity', 'show-once', true),
  ('*9196', 'echo-test', 'call', true), ('*9196#', 'echo-test', 'call', false);

-- Each company's own copy, which the provider may change: other operators use other codes (8.4).
create table service_code (
  company_id uuid not null references company,
  pattern text not null,
  service text not null,
  action text not null,
  main boolean not null,
  primary key (company_id, pattern)
);

create function give_service_codes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into service_code (company_id, pattern, service, action, main)
    select new.id, pattern, service, action, main from service_code_default;
  return null;
end
$$;
create trigger company_service_codes after insert on company for each row execute function give_service_codes();
insert into service_code (company_id, pattern, service, action, main)
  select c.id, d.pattern, d.service, d.action, d.main from company c cross join service_code_default d;

-- Callers the whole company turns away (2.14, row 1).
create table company_block (
  id uuid primary key,
  company_id uuid not null references company,
  caller jsonb not null,                 -- domain/call-handling/settings.ts: CallerPattern
  note text not null default '',
  created_at timestamptz not null,
  created_by text not null
);
create index company_block_company on company_block (company_id);

-- Destination classes a line may call; without a row the defaults of TEL-3.
create table line_call_permission (
  line_id uuid primary key,
  company_id uuid not null,
  allowed text[] not null,
  changed_at timestamptz not null,
  changed_by text not null,
  foreign key (company_id, line_id) references line (company_id, id)
);
create index line_call_permission_company on line_call_permission (company_id);

-- Who called for help, so that the call back from 112 gets through everything (2.14, row 0b; TEL-28).
create table emergency_call (
  line_id uuid primary key,
  company_id uuid not null,
  at timestamptz not null,
  foreign key (company_id, line_id) references line (company_id, id)
);

-- ---------------------------------------------------------------- settings

-- One document a line (domain/call-handling/settings.ts); no row: nobody has touched it.
create table call_settings (
  line_id uuid primary key,
  company_id uuid not null,
  version integer not null,
  settings jsonb not null,
  changed_at timestamptz not null,
  foreign key (company_id, line_id) references line (company_id, id)
) with (fillfactor = 70);
create index call_settings_company on call_settings (company_id);

-- One row a setting that was changed, with what it was before.
create table call_setting_change (
  id uuid primary key,
  company_id uuid not null,
  line_id uuid not null,
  version integer not null,              -- of the document, after the change
  setting text not null,
  before jsonb not null,
  after jsonb not null,
  at timestamptz not null,
  actor_id uuid,
  actor_name text not null,
  actor_role text not null check (actor_role in ('owner', 'administrator', 'phone-code', 'support', 'system')),
  code text,                             -- the star code that was dialled
  restored_from uuid,                    -- the change that was taken back
  foreign key (company_id, line_id) references line (company_id, id)
);
create index call_setting_change_line on call_setting_change (line_id, version desc, setting);

-- ---------------------------------------------------------------- the way outside

-- The provider's trunks, tried in the order of their priority.
create table trunk (
  id uuid primary key,
  name text not null unique,
  host text not null,
  port integer not null,
  transport text not null check (transport in ('udp', 'tcp', 'tls')),
  auth_user text,                        -- given: we register there
  auth_secret bytea,                     -- AES-256-GCM under the vault key
  auth_realm text,
  priority integer not null default 100,
  created_at timestamptz not null,
  check ((auth_user is null) = (auth_secret is null))
);

-- ---------------------------------------------------------------- who may touch what

do $$
declare
  t text;
begin
  foreach t in array array['short_code', 'service_code', 'company_block', 'line_call_permission', 'emergency_call'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_company on %I for all to osw_portal using (company_id = (select current_company()))', t);
    execute format('create policy service on %I for all to osw_service using (true)', t);
  end loop;
  -- A person's settings are the person's, and of whoever holds an acting grant on the line.
  foreach t in array array['call_settings', 'call_setting_change'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_line on %I for all to osw_portal using (company_id = (select current_company())
                    and line_id in ((select current_line()), (select current_subject())))', t);
    execute format('create policy service on %I for all to osw_service using (true)', t);
  end loop;
end
$$;

grant select on service_code to osw_portal;
grant select, insert, update, delete on short_code, company_block, line_call_permission to osw_portal;
grant select, insert, update on call_settings to osw_portal;
grant select, insert on call_setting_change to osw_portal;

grant select on service_code_default to osw_service;
grant select, insert, update, delete on short_code, service_code, company_block, line_call_permission, emergency_call,
  call_settings, call_setting_change, trunk to osw_service;
