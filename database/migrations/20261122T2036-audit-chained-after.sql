-- The log's chain is made right after the event's transaction, by one worker, instead of inside it. The event itself is still
-- written in the transaction of the change, and nobody can alter it; but two people of one company who save at the same
-- moment no longer wait for each other's commit behind the head of the chain (docs/decisions/0009-audit-chain.md).

alter table audit_event
  alter column chain_no drop not null,
  alter column prev_hash drop not null,
  alter column hash drop not null;
-- What waits for its place.
create index audit_event_unchained on audit_event (company_id, id) where chain_no is null;
-- The chain as it is checked, and its end.
create index audit_event_by_place on audit_event (company_id, chain_no);

-- Nobody gives an event its place while writing it.
create or replace function chain_audit_event() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.chain_no := null;
  new.prev_hash := null;
  new.hash := null;
  return new;
end
$$;

-- An event gets its place once, and nothing else of it ever changes. The digest is that of the event as it was written.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.chain_no is null and new.chain_no is not null and new.prev_hash is not null
    and new.hash = audit_digest(new)
    and to_jsonb(new) - '{chain_no,prev_hash,hash,object}'::text[] = to_jsonb(old) - '{chain_no,prev_hash,hash,object}'::text[]
  then
    return new;
  end if;
  raise exception 'audit events are only ever added';
end
$$;

-- Gives places to at most so many waiting events of one chain (all zeros: the provider's); answers how many it gave.
create function chain_waiting_events(key uuid, most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_head;
  event audit_event;
  done integer := 0;
begin
  insert into audit_head values (key, 0, '\x00') on conflict do nothing;
  select * into head from audit_head where chain = key for update;
  for event in
    select * from audit_event where chain_no is null
      and case when key = '00000000-0000-0000-0000-000000000000' then company_id is null else company_id = key end
    order by id limit most
  loop
    event.chain_no := head.chain_no + 1;
    event.prev_hash := head.hash;
    event.hash := audit_digest(event);
    update audit_event set chain_no = event.chain_no, prev_hash = event.prev_hash, hash = event.hash where id = event.id;
    head.chain_no := event.chain_no;
    head.hash := event.hash;
    done := done + 1;
  end loop;
  if done > 0 then update audit_head set chain_no = head.chain_no, hash = head.hash where chain = key; end if;
  return done;
end
$$;
revoke execute on function chain_waiting_events(uuid, integer) from public;
grant execute on function chain_waiting_events(uuid, integer) to osw_service;
