-- What production answered, and what people say of it. Rows are many and old ones go: the table has a
-- partition for each month of `at`, and a month that nobody keeps any more is dropped as a whole.
create table traffic (
  workspace_id  uuid not null,
  kind          text not null check (kind in ('request', 'agent_execution')),
  -- the caller's own id
  id            text not null,
  -- when production answered
  at            timestamptz not null,
  received_at   timestamptz not null default now(),
  status        text not null check (status in ('completed', 'failed', 'incomplete')),
  skill         text,
  skill_version text,
  agent         text,
  agent_version text,
  domain        text,
  feature       text,
  provider      text,
  model         text,
  session       text,
  environment   text,
  -- text as the caller gave it: key order, an absent value and a null stay what they were
  input         json,
  response      json,
  error         text,
  latency_ms    bigint,
  tokens_in     bigint,
  tokens_cached bigint,
  tokens_out    bigint,
  cost          double precision,
  trace_id      text,
  metadata      json,
  primary key (workspace_id, kind, id, at)
) partition by range (at);

-- A list by time, and the four sources that runs take their samples from.
create index on traffic (workspace_id, at desc, kind, id);
create index on traffic (workspace_id, skill, at desc) where skill is not null;
create index on traffic (workspace_id, agent, at desc) where agent is not null;
create index on traffic (workspace_id, domain, at desc) where domain is not null;
create index on traffic (workspace_id, feature, at desc) where feature is not null;
create index on traffic (workspace_id, session) where session is not null;

-- An id counts once, in whichever month: a partitioned table cannot say that by itself.
create table traffic_ids (
  workspace_id uuid not null,
  kind         text not null,
  id           text not null,
  at           timestamptz not null,
  primary key (workspace_id, kind, id)
);
create index on traffic_ids (at);

-- What people, or a model that read their notes, say of an answer. Nothing is changed: what is given
-- again under the same identifier stands beside the older one, which then says when it was replaced.
create table feedback (
  id           uuid primary key,
  workspace_id uuid not null references workspaces,
  entity_type  text not null check (entity_type in ('request', 'agent_execution', 'chat', 'span')),
  entity_id    text not null,
  identifier   text,
  -- the corrected answer, an object or an array
  response     json,
  -- the corrected answer where it is no JSON
  corrected    text,
  notes        text,
  rating       double precision,
  label        text,
  author       text,
  -- whether a model made the correction, from which note, and which model
  inferred     boolean not null default false,
  inferred_from uuid,
  inferred_by  json,
  at           timestamptz not null,
  created_at   timestamptz not null default now(),
  replaced_at  timestamptz,
  check (response is not null or corrected is not null or notes is not null or rating is not null
    or label is not null)
);
create index on feedback (workspace_id, entity_type, entity_id, at desc, id desc);
create index on feedback (workspace_id, id);
create unique index feedback_by_identifier
  on feedback (workspace_id, entity_type, entity_id, identifier)
  where identifier is not null and replaced_at is null;

-- Makes the partition of the month that a time is in; does nothing when it is there. The owner of
-- the tables made this, and it works with the owner's rights: the service itself may make no tables.
create function assay_traffic_month(of timestamptz) returns void language plpgsql
security definer set search_path from current as $$
declare
  first timestamptz := date_trunc('month', of at time zone 'UTC') at time zone 'UTC';
  next timestamptz :=
    (date_trunc('month', of at time zone 'UTC') + interval '1 month') at time zone 'UTC';
  name text := 'traffic_' || to_char(of at time zone 'UTC', 'YYYYMM');
begin
  if to_regclass(name) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(7208150233);
  if to_regclass(name) is not null then
    return;
  end if;
  -- Made beside the table and then put to it: so nobody who reads or writes has to wait.
  execute format('create table %I (like traffic including defaults including constraints)', name);
  execute format('alter table %I add constraint %I check (at >= %L and at < %L)', name,
    name || '_month', first, next);
  execute format('alter table traffic attach partition %I for values from (%L) to (%L)', name,
    first, next);
  execute format('alter table %I drop constraint %I', name, name || '_month');
end $$;

-- Drops the months that end before a time; the answer is how many.
create function assay_traffic_drop(before timestamptz) returns int language plpgsql
security definer set search_path from current as $$
declare
  one record;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(7208150233);
  for one in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'traffic'::regclass
      and to_timestamp(right(c.relname, 6), 'YYYYMM') + interval '1 month 1 day' < before
  loop
    execute format('drop table %I', one.relname);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

-- A run may be over answers that production gave.
alter table runs drop constraint runs_target_kind_check;
alter table runs add constraint runs_target_kind_check
  check (target_kind in ('provider', 'push', 'traffic'));
alter table runs drop constraint runs_reviving_check;
alter table runs add constraint runs_reviving_check
  check (reviving in ('retry', 'resume', 'rescore', 'stored'));

-- How a workspace keeps traffic: what is taken out before anything is stored, and for how long the
-- rest stays.
create table traffic_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  keep_days    int check (keep_days > 0),
  redact       json not null default '[]',
  updated_at   timestamptz not null default now()
);
