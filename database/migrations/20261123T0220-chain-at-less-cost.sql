-- The log's chain, made at less cost: the same digests, the same refusals. A third of what a saved setting cost the database
-- went into giving its event a place.

-- As an expression of a function, not as a statement of its own: the same bytes in half the time.
create or replace function audit_digest(e audit_event) returns bytea language plpgsql immutable as $$
begin
  return sha256(convert_to(jsonb_build_array(
    e.company_id, e.chain_no, extract(epoch from e.at)::text, e.actor_id, e.actor_name, e.actor_role, e.subject_id,
    e.acting, e.action, e.result, e.facts, e.session_hash8, e.ip, e.request_id, encode(e.prev_hash, 'hex'))::text, 'UTF8'));
end
$$;

-- Nobody gives an event its place while writing it. That needs no right of the owner's.
create or replace function chain_audit_event() returns trigger language plpgsql security invoker as $$
begin
  new.chain_no := null;
  new.prev_hash := null;
  new.hash := null;
  return new;
end
$$;
alter function chain_audit_event() reset search_path;

-- An event gets its place once, and nothing else of it ever changes: compared as rows, not as documents made of them.
create or replace function refuse_change() returns trigger language plpgsql as $$
declare
  placed audit_event;
begin
  if tg_op = 'UPDATE' and old.chain_no is null and new.chain_no is not null and new.prev_hash is not null then
    placed := old;
    placed.chain_no := new.chain_no;
    placed.prev_hash := new.prev_hash;
    placed.hash := new.hash;
    -- Worked out from the facts, and only after this.
    placed.object := new.object;
    if placed is not distinct from new and new.hash = audit_digest(new) then
      return new;
    end if;
  end if;
  raise exception 'audit events are only ever added';
end
$$;

-- Gives places to at most so many waiting events of one chain (all zeros: the provider's); answers how many it gave.
-- One statement fills them all in.
create or replace function chain_waiting_events(key uuid, most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_head;
  event audit_event;
  ids bigint[] := '{}';
  places bigint[] := '{}';
  befores bytea[] := '{}';
  hashes bytea[] := '{}';
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
    ids := ids || event.id;
    places := places || event.chain_no;
    befores := befores || event.prev_hash;
    hashes := hashes || event.hash;
    head.chain_no := event.chain_no;
    head.hash := event.hash;
  end loop;
  if ids = '{}' then return 0; end if;
  update audit_event e set chain_no = p.chain_no, prev_hash = p.prev_hash, hash = p.hash
  from unnest(ids, places, befores, hashes) as p (id, chain_no, prev_hash, hash) where e.id = p.id;
  update audit_head set chain_no = head.chain_no, hash = head.hash where chain = key;
  return cardinality(ids);
end
$$;
