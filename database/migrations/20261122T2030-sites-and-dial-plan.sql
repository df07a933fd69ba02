-- Gestione dati: where each site is, ranges of short codes, the plan of extensions, and a log that can be searched.

-- ---------------------------------------------------------------- sites

alter table site
  add column version integer not null default 1,
  add column street text not null default '',
  add column house_number text not null default '',
  add column postcode text not null default '',      -- CAP
  add column town text not null default '',
  add column province text not null default '',      -- two letters (domain/directory/provinces.ts)
  add column emergency_details text not null default '',  -- "Scala B, secondo piano": follows the address on a call for help
  add column main_number text,                       -- what the site's lines may present; a number of the company
  add column extension_first text,                   -- the extensions this site's lines have; null: no range of its own
  add column extension_last text;
-- What was written as the place stays what 112 is told until somebody gives an address.
update site set emergency_details = emergency_location;

-- ---------------------------------------------------------------- short codes

-- A range of codes is one entry of several rows: each code is found by one look-up, the list shows the entry.
alter table short_code
  add column entry_id uuid not null default gen_random_uuid(),
  add column version integer not null default 1,
  add column visible boolean not null default true;  -- stands on every user's card of codes
create index short_code_entry on short_code (company_id, entry_id);

-- ---------------------------------------------------------------- extensions

alter table company add column extension_length smallint not null default 3;
grant update (external_prefix, extension_length) on company to osw_portal;

-- Every extension that was changed at once, so that it can be taken back.
create table renumbering (
  id uuid primary key,
  company_id uuid not null references company,
  at timestamptz not null,
  by_name text not null,
  moves jsonb not null,                  -- [["line id", "049", "2049"], …]
  undone_at timestamptz
);
create index renumbering_company on renumbering (company_id, at desc);
alter table renumbering enable row level security;
create policy own_company on renumbering for all to osw_portal using (company_id = (select current_company()));
create policy service on renumbering for all to osw_service using (true);
grant select, insert, update on renumbering to osw_portal;
grant select, insert, update, delete on renumbering to osw_service;

-- ---------------------------------------------------------------- the log, searched

-- What an event is about, beside a person: 'site:<id>', 'short-code:<id>'. Generated from the facts, which are in the
-- chain; a plain column, because under row-level security PostgreSQL answers no `->>` from an index.
alter table audit_event add column object text generated always as (facts ->> 'object') stored;
drop index audit_event_company;
create index audit_event_time on audit_event (company_id, at desc, id desc);
create index audit_event_action on audit_event (company_id, action, at desc, id desc);
create index audit_event_actor on audit_event (company_id, actor_id, at desc, id desc);
create index audit_event_refused on audit_event (company_id, at desc, id desc) where result = 'refused';
create index audit_event_object on audit_event (company_id, object, at desc, id desc) where object is not null;
create index audit_event_chain_no on audit_event (company_id, chain_no);
