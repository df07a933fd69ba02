-- Limits that are seen and managed: exceptions of a line, prices and costs, alarms that stay as history (TEL-5, TEL-7).

-- The provider's price list of this company: class -> set-up and minute in thousandths of a cent.
alter table call_limit add column tariff jsonb not null default '{}';

-- What an administrator says for one line, below the provider's ceiling like everything else.
create table line_call_limit (
  line_id uuid primary key,
  company_id uuid not null,
  by_administrator jsonb not null,
  changed_at timestamptz not null,
  foreign key (company_id, line_id) references line (company_id, id) on delete cascade
);
create index line_call_limit_company on line_call_limit (company_id);
alter table line_call_limit enable row level security;
create policy own_company on line_call_limit for all to osw_portal using (company_id = (select current_company()));
create policy service on line_call_limit for all to osw_service using (true);
grant select, insert, update, delete on line_call_limit to osw_portal, osw_service;

-- The price at which a call was placed: a new price list does not change what is being said.
alter table outside_leg add column set_up_price integer not null default 0;
alter table outside_leg add column minute_price integer not null default 0;
-- How many calls go on is shown; with whom is nobody's business.
grant select (company_id, ended_at, until) on outside_leg to osw_portal;

-- What was called stays what it was; what an administrator let go is beside it.
alter table outside_use add column millicents bigint not null default 0;
alter table outside_use add column let_go_seconds integer not null default 0;
alter table outside_use add column let_go_millicents bigint not null default 0;
revoke update (seconds) on outside_use from osw_portal;
grant update (let_go_seconds, let_go_millicents) on outside_use to osw_portal;

-- Told once a day, or once again after calls were let go on; what was told stays.
alter table call_alarm add column id uuid not null default gen_random_uuid();
alter table call_alarm add column settled_at timestamptz;
alter table call_alarm drop constraint call_alarm_pkey;
alter table call_alarm add primary key (id);
create unique index call_alarm_once on call_alarm (scope_id, what, day) where settled_at is null;
revoke delete on call_alarm from osw_portal;
grant update (settled_at) on call_alarm to osw_portal;
