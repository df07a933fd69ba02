-- Numbers outside that a line's settings have ever named, beside them: asking the whole history at each look grows dear.
alter table call_settings add column used_numbers text[] not null default '{}';

update call_settings s set used_numbers = coalesce((
  select array_agg(distinct n #>> '{}')
  from call_setting_change h, jsonb_path_query(jsonb_build_array(h.before, h.after), '$.**.number') n
  where h.line_id = s.line_id and n #>> '{}' like '+%'
    and h.setting in ('forwardAll', 'noAnswer', 'busy', 'unavailable', 'ringing', 'selectiveForward', 'savedNumbers')), '{}');
