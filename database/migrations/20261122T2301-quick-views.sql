-- "Con inoltro esterno" among the quick views of the users (spec/product 3.2): which lines send calls outside.
alter table call_settings add column forwards_outside boolean not null generated always as (
  jsonb_path_exists(settings, '$.forwardAll ? (@.on == true && @.to.kind == "number")')
  or jsonb_path_exists(settings, '$.noAnswer ? (@.on == true && @.to.kind == "number")')
  or jsonb_path_exists(settings, '$.unavailable ? (@.on == true && @.to.kind == "number")')
  or jsonb_path_exists(settings, '$.busy ? (@.action == "forward" && @.to.kind == "number")')
  or jsonb_path_exists(settings, '$.selectiveForward ? (@.on == true).rules[*] ? (@.on == true && @.to.kind == "number")')
) stored;
create index call_settings_outside on call_settings (company_id, line_id) where forwards_outside;
