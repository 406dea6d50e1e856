-- What traces tell beside the requests and executions that come of them: each span once, in a
-- partition for each month of its beginning, like the traffic itself.
create table traffic_spans (
  workspace_id uuid not null,
  trace_id     text not null,
  span_id      text not null,
  at           timestamptz not null,
  ended_at     timestamptz not null,
  parent_id    text,
  -- nothing lies above it in its own process: it has no parent, or one elsewhere
  root         boolean not null,
  kind         text not null
    check (kind in ('llm', 'retriever', 'tool', 'agent', 'chain', 'other')),
  name         text not null,
  failed       boolean not null,
  -- may stand for an execution: open until it is known which span is the outermost; else null
  execution    text check (execution in ('open', 'told')),
  received_at  timestamptz not null default now(),
  -- the span in its one shape, and how long its text is
  span         json not null,
  bytes        int not null,
  primary key (workspace_id, trace_id, span_id, at)
) partition by range (at);

create index on traffic_spans (workspace_id, trace_id, parent_id);
-- For what is older than a workspace keeps it.
create index on traffic_spans (workspace_id, at);
create index on traffic_spans (received_at) where execution = 'open';

-- As before, for both tables: whoever makes or drops a month of traffic does the same for spans.
create or replace function assay_traffic_month(of timestamptz) returns void language plpgsql
security definer set search_path from current as $$
declare
  first timestamptz := date_trunc('month', of at time zone 'UTC') at time zone 'UTC';
  next timestamptz :=
    (date_trunc('month', of at time zone 'UTC') + interval '1 month') at time zone 'UTC';
  parent text;
  name text;
begin
  foreach parent in array array['traffic', 'traffic_spans'] loop
    name := parent || '_' || to_char(of at time zone 'UTC', 'YYYYMM');
    if to_regclass(name) is not null then
      continue;
    end if;
    perform pg_advisory_xact_lock(7208150233);
    if to_regclass(name) is not null then
      continue;
    end if;
    -- Made beside the table and then put to it: so nobody who reads or writes has to wait.
    execute format('create table %I (like %I including defaults including constraints)', name,
      parent);
    execute format('alter table %I add constraint %I check (at >= %L and at < %L)', name,
      name || '_month', first, next);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, name,
      first, next);
    execute format('alter table %I drop constraint %I', name, name || '_month');
  end loop;
end $$;

-- Drops the months that end before a time and are empty; the answer is how many of traffic. Looked at
-- under the locks that dropping takes: what somebody is just importing into an old month stays. Whoever
-- waits for these locks waits a second at most; what is not had by then is dropped another time.
create or replace function assay_traffic_drop(before timestamptz) returns int language plpgsql
security definer set search_path from current as $$
declare
  one record;
  dropped int := 0;
  used boolean;
begin
  if current_setting('role') = 'assay_request' then
    raise insufficient_privilege using message = 'months are dropped by the service itself';
  end if;
  perform pg_advisory_xact_lock(7208150233);
  perform set_config('lock_timeout', '1s', true);
  for one in
    select c.relname, p.relname as parent
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
    where i.inhparent in ('traffic'::regclass, 'traffic_spans'::regclass)
      and to_timestamp(right(c.relname, 6), 'YYYYMM') + interval '1 month 1 day' < before
  loop
    execute format('select exists (select from %I)', one.relname) into used;
    continue when used;
    begin
      execute format('lock table only %I in access exclusive mode', one.parent);
      execute format('lock table %I in access exclusive mode', one.relname);
      execute format('select exists (select from %I)', one.relname) into used;
      if not used then
        execute format('drop table %I', one.relname);
        dropped := dropped + (one.parent = 'traffic')::int;
      end if;
    exception when lock_not_available then
      raise notice '% is in use', one.relname;
    end;
  end loop;
  return dropped;
end $$;
