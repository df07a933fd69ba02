-- "Confirm with the phone" (spec/security 1.4.12): digits shown in the portal, dialled from the line's own phone.

create table line_proof (
  line_id uuid primary key,
  company_id uuid not null,
  activation_id uuid not null references activation (id) on delete cascade,
  digits text not null check (digits ~ '^[0-9]{4}$'),
  wrong integer not null default 0,      -- dialled otherwise: after a few the digits are worth nothing
  expires_at timestamptz not null,
  foreign key (company_id, line_id) references line (company_id, id)
);

alter table line_proof enable row level security;
create policy service on line_proof for all to osw_service using (true);
grant select, insert, update, delete on line_proof to osw_service;

-- D stands for the digits. Not printed on the card: it means something only beside them.
insert into service_code_default (pattern, service, action, main) values
  ('*88D', 'prove-line', 'call', true), ('*88D#', 'prove-line', 'call', false);
insert into service_code (company_id, pattern, service, action, main)
  select c.id, d.pattern, d.service, d.action, d.main from company c cross join service_code_default d
  where d.service = 'prove-line' on conflict do nothing;

-- How lines are activated, as the administrator has it (spec/security 1.4.10, 1.4.13). Both are off at first.
alter table company
  add column approve_since timestamptz,  -- who activates from then on waits for an administrator
  add column invitations_only boolean not null default false; -- the shared password opens no user's line
