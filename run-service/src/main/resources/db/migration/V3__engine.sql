-- What the engine asks of a definition at every step stands beside it: reading these columns cannot
-- fail, whatever text the definition holds, and parses nothing.
alter table runs
  add column gated boolean not null default false,
  add column deadline_ms bigint not null default 600000,
  add column max_duration_s bigint;

-- Text that PostgreSQL's JSON functions cannot read: the character NUL.
update runs
set spec = regexp_replace(spec::text, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g')::json
where spec::text like '%\\u0000%';

-- A verdict reads into what scorers say. Items and answers stay as they are, since hashes speak of
-- them: whoever reads into an item replaces the character then (JsonColumns.member).
update scores
set metadata =
  regexp_replace(metadata::text, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g')::json
where metadata::text like '%\\u0000%';

-- One by one: a definition that cannot be read for another reason must not keep a new build from
-- starting.
do $$
declare
  one record;
begin
  for one in select id from runs loop
    begin
      update runs set
        gated = coalesce(spec->>'gate', 'null') <> 'null',
        deadline_ms = coalesce((spec->'policy'->>'deadline_ms')::bigint, deadline_ms),
        max_duration_s = ceil((spec->'budget'->>'max_duration_s')::float8)::bigint
      where id = one.id;
    exception when data_exception then
      raise warning 'the definition of run % cannot be read: %', one.id, sqlerrm;
    end;
  end loop;
end $$;

-- The clock of the generation: budgets and rates count from here, not from the first start.
-- done_before: units that were settled when it began. worked_ms: how long those before it took.
alter table runs
  add column generation_started_at timestamptz,
  add column done_before int not null default 0,
  add column worked_ms bigint not null default 0;
update runs set generation_started_at = started_at where started_at is not null;

-- Why what is still pending is being skipped, some at a time; null when it is not.
alter table runs add column cutting text;

-- How many units may be with workers at a time that two workers were lost with.
alter table runs add column suspects int not null default 1;

-- False when the run's events were dropped because they are old.
alter table runs add column events_kept boolean not null default true;
create index runs_with_events on runs (finished_at) where events_kept and finished_at is not null;
create index runs_cancelled on runs (cancelling_at) where status = 'cancelled';

-- When the sweeper looks at an answer that waits for its scores. Null is now.
alter table units add column look_at timestamptz;
create index units_unscored on units (coalesce(look_at, '-infinity'::timestamptz))
  where status = 'answered';

-- How often a scoring-service was lost with the unit's task.
alter table units add column task_losses int not null default 0;

-- The few units that workers or scoring-services were lost with, so that looking for them is cheap.
create index units_suspect on units (run_id, n)
  where deliveries >= 2 and status in ('pending', 'dispatched');
create index units_lost_tasks on units (run_id, n) where task_losses >= 2 and status = 'answered';

-- Runs that are gone for everybody, and whose rows are being deleted, some at a time.
create table removed_runs (
  run_id     uuid primary key,
  removed_at timestamptz not null default now()
);
