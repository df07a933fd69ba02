-- The same as before, with names that no column has.
drop function seal_line(uuid, timestamptz);
create function seal_line(line_to_seal uuid, sealed_on timestamptz) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if not exists (select from line l where l.id = line_to_seal and l.company_id = current_company()) then
    raise exception 'Not a line of this company';
  end if;
  update call_record set sealed_at = sealed_on where line_id = line_to_seal and sealed_at is null;
  update voicemail_message set sealed_at = sealed_on where line_id = line_to_seal and sealed_at is null;
  update voicemail_audio set sealed_at = sealed_on where line_id = line_to_seal and sealed_at is null;
  update call_setting_change set sealed_at = sealed_on where line_id = line_to_seal and sealed_at is null;
end
$$;
revoke execute on function seal_line(uuid, timestamptz) from public;
grant execute on function seal_line(uuid, timestamptz) to osw_portal;
