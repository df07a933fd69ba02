-- A call that was under way when the line changed hands, and a message that the switchboard kept while the portal was
-- down, are written down later: they are the last holder's all the same.

create function seal_if_older() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  since timestamptz := (select l.holder_since from line l where l.id = new.line_id);
begin
  if since is not null and (to_jsonb(new) ->> tg_argv[0])::timestamptz < since then
    new.sealed_at := since;
  end if;
  return new;
end
$$;
create trigger call_record_sealed_late before insert on call_record
  for each row execute function seal_if_older('started_at');
create trigger voicemail_message_sealed_late before insert on voicemail_message
  for each row execute function seal_if_older('left_at');

create function seal_with_message() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.sealed_at := (select m.sealed_at from voicemail_message m where m.id = new.message_id);
  return new;
end
$$;
create trigger voicemail_audio_sealed_late before insert on voicemail_audio
  for each row execute function seal_with_message();
