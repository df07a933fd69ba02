-- The administrator's first-access cockpit: work on many lines at once, reminders, personal invitations, and what an
-- administrator says of an activation (spec/security 1.4.7 to 1.4.12, 2.2 admin_invite, admin_reopen).

alter table mailed_link drop constraint mailed_link_purpose_check;
alter table mailed_link add constraint mailed_link_purpose_check
  check (purpose in ('reset', 'confirm-and-reset', 'verify-email', 'undo-email', 'invitation'));

alter table activation drop constraint activation_secret_check;
alter table activation add constraint activation_secret_check check (secret in ('shared', 'temporary', 'invitation'));
alter table activation
  add column label text not null default '',        -- browser and system in words
  add column confirmed_at timestamptz,
  add column confirmed_by text check (confirmed_by in ('administrator', 'phone')),
  add column objected_at timestamptz;
create index activation_line on activation (line_id, at desc);

-- When a line was last reminded of its first access: once a day, whoever presses the button.
create table first_access_reminder (
  line_id uuid primary key,
  company_id uuid not null,
  at timestamptz not null,
  foreign key (company_id, line_id) references line (company_id, id)
);

-- One action on many lines. Written before it begins, so that it goes on after a kill -9.
create table bulk_job (
  id uuid primary key,
  company_id uuid not null,
  key text not null,                     -- of the press that asked for it: sent twice, it is one job
  action text not null check (action in ('remind', 'invite', 'temporary-password', 'move')),
  administrator_id uuid not null,
  site_id uuid,                          -- where to move
  total integer not null,
  asked jsonb not null,                  -- whose session and address asked, for the audit log
  created_at timestamptz not null,
  finished_at timestamptz,
  unique (company_id, key),
  unique (company_id, id),
  foreign key (company_id, administrator_id) references line (company_id, id),
  foreign key (company_id, site_id) references site (company_id, id) on delete set null (site_id)
);
create index bulk_job_latest on bulk_job (company_id, administrator_id, created_at desc);
create index bulk_job_unfinished on bulk_job (created_at) where finished_at is null;

create table bulk_job_line (
  job_id uuid not null,
  company_id uuid not null,
  position integer not null,
  line_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused')),
  outcome text,                          -- how it was done, or why it was not
  secret bytea,                          -- a generated password for its sheet, sealed; erased a quarter of an hour later
  primary key (job_id, position),
  foreign key (company_id, job_id) references bulk_job (company_id, id) on delete cascade
);
create index bulk_job_line_waiting on bulk_job_line (job_id, position) where state = 'waiting';

do $$
declare
  t text;
begin
  foreach t in array array['first_access_reminder', 'bulk_job', 'bulk_job_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_company on %I for all to osw_portal using (company_id = (select current_company()))', t);
    execute format('create policy service on %I for all to osw_service using (true)', t);
  end loop;
end
$$;
grant select, insert, update on first_access_reminder, bulk_job, bulk_job_line to osw_portal;
grant select, insert, update, delete on first_access_reminder, bulk_job, bulk_job_line to osw_service;
