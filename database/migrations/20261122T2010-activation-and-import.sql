-- Customers that are being prepared, and files of lines on their way in. Both belong to the provider alone.

-- ---------------------------------------------------------------- a customer "in lavorazione"

-- Nothing of the company exists until it is activated: what is typed waits here, as it was typed.
create table customer_draft (
  id uuid primary key,
  name text not null,
  name_key text not null,
  data jsonb not null,                   -- domain/provider/draft.ts
  version integer not null default 1,    -- two people who edit at once find out
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  activated_company uuid references company,  -- set once: a second "Attiva" finds what the first one made
  activated_at timestamptz
);
create index customer_draft_open on customer_draft (updated_at desc) where activated_company is null;

create table draft_line (
  id uuid primary key,
  draft_id uuid not null references customer_draft on delete cascade,
  number text not null,                  -- E.164, read already
  extension text not null,
  name text not null,
  site text not null,
  service text not null references service_profile,
  user_type text not null check (user_type in ('user', 'administrator', 'attendant')),
  email text,
  mobile text,
  unique (draft_id, number)
);
create unique index draft_line_extension on draft_line (draft_id, extension) where extension <> '';

-- What the contract gives, by service profile; no row: not counted.
create table company_licence (
  company_id uuid not null references company,
  service text not null references service_profile,
  licences integer not null check (licences >= 0),
  primary key (company_id, service)
);

-- ---------------------------------------------------------------- imports

create table import_job (
  id uuid primary key,
  draft_id uuid references customer_draft on delete cascade,
  company_id uuid references company,    -- one of the two: whose lines they become
  file_name text not null,
  sheet text,
  headings jsonb not null,               -- [{"heading", "sample"}, …]; below secrets nothing is kept
  choices jsonb not null,                -- domain/provider/import/mapping.ts
  rows integer not null,
  state text not null default 'mapping' check (state in ('mapping', 'ready', 'done', 'cancelled')),
  begun text check (begun in ('check', 'apply')),  -- somebody works on it, or was stopped in the middle
  counts jsonb,
  failure text,                          -- why the last check or import ended without result
  created_at timestamptz not null,
  created_by text not null,
  finished_at timestamptz
);
create index import_job_draft on import_job (draft_id);
create index import_job_company on import_job (company_id, created_at desc);

create table import_row (
  job_id uuid not null references import_job on delete cascade,
  row integer not null,                  -- as the spreadsheet numbers it
  cells jsonb,                           -- null: an open quotation mark spoiled it
  corrected jsonb,                       -- cells that somebody changed in the preview, by our columns
  left_out boolean not null default false,
  kind text,                             -- after the check: 'good', 'bad', 'left-out'; for a company 'added', 'changed', 'same'
  number text,
  notes jsonb,                           -- what is wrong, and what is only worth saying
  difference jsonb,                      -- domain/provider/import/difference.ts
  primary key (job_id, row)
);
create index import_row_kind on import_row (job_id, kind, row);
create index import_row_number on import_row (job_id, number);

-- The portal's role, which acts for companies, has no right here at all.
do $$
declare
  t text;
begin
  foreach t in array array['customer_draft', 'draft_line', 'company_licence', 'import_job', 'import_row'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy service on %I for all to osw_service using (true)', t);
    execute format('grant select, insert, update, delete on %I to osw_service', t);
  end loop;
end
$$;
