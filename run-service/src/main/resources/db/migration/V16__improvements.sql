-- What came of asking a model for a better version of a skill, by what went wrong in a run. A rerun
-- then asks the inputs of that run again of the new version.
create table improvements (
  id           uuid primary key,
  workspace_id uuid not null references workspaces,
  kind         text not null check (kind in ('optimize', 'rerun')),
  run_id       uuid not null,
  state        text not null check (state in ('asking', 'launching', 'done', 'failed')),
  -- the run that asks the model
  model_run    uuid not null,
  skill        text not null,
  from_version int not null,
  -- how many samples the model is shown, and which model
  pairs        int not null,
  provider     text not null,
  model        text not null,
  -- what came of it
  version      int,
  next_run     uuid,
  error        text,
  created_at   timestamptz not null default now(),
  finished_at  timestamptz,
  check ((state in ('done', 'failed')) = (finished_at is not null)),
  check ((state = 'failed') = (error is not null))
);
create index on improvements (workspace_id, id);
create index on improvements (workspace_id, run_id, id);
create index improvements_open on improvements (id) where state in ('asking', 'launching');

-- Whose inputs a run asks again. It stays when that run is gone.
alter table runs add column parent_run_id uuid;
