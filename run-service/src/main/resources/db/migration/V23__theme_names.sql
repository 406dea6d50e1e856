-- Whether items of a version say whose correction theirs is, as those of traffic do; null for versions
-- of before that was noted.
alter table dataset_versions add column truths boolean;

-- Models are also asked for names of what the notes of a run speak of.
alter table runs drop constraint runs_purpose_check;
alter table runs add constraint runs_purpose_check
  check (purpose in ('inference', 'optimization', 'naming')) not valid;

-- What came of asking one. The names go with the run whose notes they are of.
create table theme_namings (
  id           uuid primary key,
  workspace_id uuid not null references workspaces,
  run_id       uuid not null references runs on delete cascade,
  state        text not null check (state in ('asking', 'done', 'failed')),
  -- the run that asks the model
  model_run    uuid not null,
  provider     text not null,
  model        text not null,
  -- the terms of each theme, in the order in which the model was shown them
  themes       json not null,
  -- {names: [{terms, text, refused}]}, in the same order
  names        json,
  error        text,
  created_at   timestamptz not null default now(),
  finished_at  timestamptz,
  check ((state = 'asking') = (finished_at is null)),
  check ((state = 'done') = (names is not null)),
  check ((state = 'failed') = (error is not null))
);
create index on theme_namings (workspace_id, run_id, id);
-- One at a time of each run; also for those who look what is to be followed.
create unique index theme_namings_open on theme_namings (run_id) where state = 'asking';
