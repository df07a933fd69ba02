-- People of a company: administrators of some sites only, the last administrator, lines that change hands, and
-- passwords asked to be renewed before they all end on the same day.

-- ---------------------------------------------------------------- administrators of some sites

-- Null: the whole company. An empty array: nothing but one's own line.
alter table line add column administrator_sites uuid[];
alter table line add constraint line_administrator_sites
  check (administrator_sites is null or role = 'administrator');

-- The sites a transaction is limited to; null: it is not. Set by the door (database/cellar.ts) from the session.
create function current_sites() returns uuid[] language sql stable as
  $$ select nullif(current_setting('app.sites', true), '')::uuid[] $$;

create function is_own_line(line uuid) returns boolean language sql stable as
  $$ select line = current_line() $$;

-- Restrictive: whatever another policy allows, an administrator of some sites meets no line of the others. The own
-- line stays visible wherever it is.
create policy own_sites on line as restrictive for all to osw_portal using (
  (select current_sites()) is null
  or site_id in (select unnest(current_sites()))
  or is_own_line(id));

-- What hangs on a line. Reading devices stays company-wide: their SIP names must not clash, and every list joins
-- the line.
create policy own_sites_added on device as restrictive for insert to osw_portal with check (
  (select current_sites()) is null or exists (select from line l where l.id = line_id));
create policy own_sites_changed on device as restrictive for update to osw_portal using (
  (select current_sites()) is null or exists (select from line l where l.id = line_id));
create policy own_sites on acting_grant as restrictive for all to osw_portal using (
  (select current_sites()) is null or exists (select from line l where l.id = subject_id));
create policy own_sites on activation as restrictive for all to osw_portal using (
  (select current_sites()) is null or exists (select from line l where l.id = line_id));
create policy own_sites on line_call_permission as restrictive for all to osw_portal using (
  (select current_sites()) is null or exists (select from line l where l.id = line_id));
create policy own_sites on audit_event as restrictive for select to osw_portal using (
  (select current_sites()) is null or exists (select from line l where l.id = subject_id));

-- ---------------------------------------------------------------- never without an administrator (R13)

-- Whoever changes who is an administrator holds this until the transaction ends, so that two who act at once are
-- judged one after the other.
create function hold_administrators(company uuid) returns void language sql as
  $$ select pg_advisory_xact_lock(hashtextextended('administrators ' || company::text, 0)) $$;

-- The rule lives in domain/access/administrators.ts; this is what no code, command or script gets around.
create function keep_an_administrator() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  perform hold_administrators(old.company_id);
  if not exists (select from line l where l.company_id = old.company_id and l.id <> old.id
      and l.role = 'administrator' and l.account = 'live' and l.administrator_sites is null)
    and exists (select from company c where c.id = old.company_id and c.closed_at is null) then
    raise exception 'This is the last administrator of the company' using errcode = 'OSW13';
  end if;
  return null;
end
$$;
create trigger line_keeps_an_administrator after update of role, account, administrator_sites on line for each row
  when (old.role = 'administrator' and old.account = 'live' and old.administrator_sites is null
    and not (new.role = 'administrator' and new.account = 'live' and new.administrator_sites is null))
  execute function keep_an_administrator();

-- ---------------------------------------------------------------- a line that changes hands

-- Since when the line is its present holder's; null: since it exists. What is older is nobody's to read.
alter table line add column holder_since timestamptz;

-- What the last holder left behind, out of everybody's reach until it is erased (spec/security 2.2, 30 days).
do $$
declare
  t text;
begin
  foreach t in array array['call_record', 'voicemail_message', 'voicemail_audio', 'call_setting_change'] loop
    execute format('alter table %I add column sealed_at timestamptz', t);
    execute format('create policy not_sealed on %I as restrictive for select to osw_portal using (sealed_at is null)', t);
    execute format('create index %I on %I (sealed_at) where sealed_at is not null', t || '_sealed', t);
  end loop;
end
$$;

-- Calls and messages are the person's alone, so an administrator's transaction cannot touch them. This is the one thing
-- it may do to them: put them out of reach, of its own company's line.
create function seal_line(sealed uuid, at timestamptz) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if not exists (select from line l where l.id = sealed and l.company_id = current_company()) then
    raise exception 'Not a line of this company';
  end if;
  update call_record set sealed_at = at where line_id = sealed and sealed_at is null;
  update voicemail_message set sealed_at = at where line_id = sealed and sealed_at is null;
  update voicemail_audio set sealed_at = at where line_id = sealed and sealed_at is null;
  update call_setting_change set sealed_at = at where line_id = sealed and sealed_at is null;
end
$$;
revoke execute on function seal_line from public;
grant execute on function seal_line to osw_portal;

-- ---------------------------------------------------------------- passwords that must not all end on one day

-- Somebody is asked, on a day chosen for it, to change the password before it ends. `ends_at` is the end as it was
-- then: another end says that the password was changed meanwhile, and nobody is asked any more.
create table renewal_request (
  line_id uuid primary key,
  company_id uuid not null,
  ask_at timestamptz not null,
  ends_at timestamptz not null,
  planned_at timestamptz not null,
  asked_at timestamptz,
  foreign key (company_id, line_id) references line (company_id, id)
);
create index renewal_request_waiting on renewal_request (ask_at) where asked_at is null;
create index renewal_request_company on renewal_request (company_id);
alter table renewal_request enable row level security;
create policy own_company on renewal_request for all to osw_portal using (company_id = (select current_company()));
create policy service on renewal_request for all to osw_service using (true);
create policy own_sites on renewal_request as restrictive for all to osw_portal using (
  (select current_sites()) is null or exists (select from line l where l.id = line_id));
grant select, insert, update, delete on renewal_request to osw_portal;
grant select, insert, update, delete on renewal_request to osw_service;
