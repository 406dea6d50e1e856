-- Assay's schema. Only run-service reads or writes it.
-- Statuses are text with a check, so that a row can be read by a person.

create table workspaces (
  id         uuid primary key,
  name       text not null unique,
  event_seq  bigint not null default 0,
  -- whom scorers ask when neither they nor their evaluation name a judge
  judge      json,
  created_at timestamptz not null default now()
);

create table api_keys (
  id           uuid primary key,
  workspace_id uuid not null references workspaces,
  name         text not null,
  prefix       text not null,
  sha256       bytea not null unique,
  scopes       text[] not null,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  created_at   timestamptz not null default now()
);
create index on api_keys (workspace_id, id);

create table sessions (
  sha256     bytea primary key,
  key_id     uuid not null references api_keys on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index on sessions (expires_at);

-- Idempotency-Key: the same key and body give the answer that was given first.
create table idempotency_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  path         text not null,
  key          text not null,
  body_sha256  bytea not null,
  status       int,
  location     text,
  response     text,
  created_at   timestamptz not null default now(),
  primary key (workspace_id, path, key)
);
create index on idempotency_keys (created_at);

create table datasets (
  id             uuid primary key,
  workspace_id   uuid not null references workspaces,
  name           text not null,
  description    text,
  tags           text[] not null default '{}',
  latest_version int not null default 0,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  unique (workspace_id, name)
);

create table dataset_versions (
  id         uuid primary key,
  dataset_id uuid not null references datasets on delete cascade,
  version    int not null,
  sha256     text not null,
  item_count int not null,
  sections   jsonb not null default '{}',
  created_at timestamptz not null default now(),
  unique (dataset_id, version),
  unique (dataset_id, sha256)
);

-- body: {input, expected, choices, context, assets, criteria, extra} with only the keys that were
-- given, as text so that an absent key, a null and the order of keys stay what they were.
create table items (
  dataset_version_id uuid not null references dataset_versions on delete cascade,
  position           int not null,
  item_id            text not null,
  section            text,
  label              text,
  body               json not null,
  primary key (dataset_version_id, position),
  unique (dataset_version_id, item_id)
);

create table evaluations (
  id             uuid primary key,
  workspace_id   uuid not null references workspaces,
  name           text not null,
  description    text,
  latest_version int not null default 0,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  unique (workspace_id, name)
);

create table evaluation_versions (
  id            uuid primary key,
  evaluation_id uuid not null references evaluations on delete cascade,
  version       int not null,
  definition    json not null,
  warnings      json not null default '[]',
  sha256        text not null,
  created_at    timestamptz not null default now(),
  unique (evaluation_id, version)
);

create table providers (
  id           uuid primary key,
  workspace_id uuid not null references workspaces,
  name         text not null,
  kind         text not null,
  base_url     text,
  credential   json,
  settings     json not null default '{}',
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  unique (workspace_id, name)
);

-- Images, audio and documents of items: the same bytes once in a workspace.
create table assets (
  workspace_id uuid not null references workspaces on delete cascade,
  sha256       text not null,
  media_type   text not null,
  content      bytea not null,
  created_at   timestamptz not null default now(),
  primary key (workspace_id, sha256)
);
-- Images do not get smaller by compressing them again.
alter table assets alter column content set storage external;

-- Keys that every replica signs with; made by the first that needs one.
create table signing_keys (
  name text primary key,
  key  bytea not null
);

-- How an account of a provider stood when runs were last told of it.
create table account_conditions (
  workspace_id uuid not null references workspaces on delete cascade,
  provider     text not null,
  condition    text not null,
  at           timestamptz not null,
  primary key (workspace_id, provider)
);

-- What scoring-service last said it can score.
create table scorer_catalogue (
  id         text primary key,
  version    int not null,
  descriptor json not null,
  updated_at timestamptz not null default now()
);

-- Scorers that people made of one of the catalogue. A changed definition makes a version.
create table custom_scorers (
  id             uuid primary key,
  workspace_id   uuid not null references workspaces,
  name           text not null,
  latest_version int not null default 0,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  unique (workspace_id, name)
);

-- definition: {kind, description, category, threshold, params}
create table custom_scorer_versions (
  id         uuid primary key,
  scorer_id  uuid not null references custom_scorers on delete cascade,
  version    int not null,
  definition json not null,
  created_at timestamptz not null default now(),
  unique (scorer_id, version)
);

create table runs (
  id                 uuid primary key,
  workspace_id       uuid not null references workspaces,
  group_id           uuid,
  name               text not null,
  alias              text,
  label              text,
  tags               text[] not null default '{}',
  metadata           json not null default '{}',
  trigger            text,
  pinned             boolean not null default false,
  evaluation_name    text,
  evaluation_version int,
  dataset_name       text,
  dataset_version    int,
  dataset_version_id uuid not null references dataset_versions,
  target_kind        text not null check (target_kind in ('provider', 'push')),
  provider_name      text,
  model              text,
  -- the resolved definition, as the run uses it for its whole life
  spec               json not null,
  status             text not null check (status in ('queued', 'running_dataset',
                       'evaluating_results', 'cancelling', 'cancelled', 'successful',
                       'partially_successful', 'failed')),
  verdict            text check (verdict in ('pass', 'fail', 'inconclusive', 'none')),
  pass_status        boolean,
  generation         int not null default 1,
  concurrency        int not null,
  repeats            int not null,
  -- what each judge made of answers that are known to be good or bad: {key: {name: {…}}}
  canaries           jsonb not null default '{}',
  -- keys of the scorers that ask a model
  judge_keys         text[] not null default '{}',
  -- keys of the scorers that combine the scores of others, and come after them
  combining_keys     text[] not null default '{}',
  -- counters: each equals the number of unit rows in that status, at every instant
  total              int not null,
  pending            int not null,
  dispatched         int not null default 0,
  answered           int not null default 0,
  passed             int not null default 0,
  failed             int not null default 0,
  errored            int not null default 0,
  skipped            int not null default 0,
  cancelled          int not null default 0,
  cached             int not null default 0,
  -- of the skipped: cut by budget, deadline or fail-fast before they were measured
  cut                int not null default 0,
  -- running sums, for live pages; the summary is computed from the rows
  score_sum          double precision not null default 0,
  score_count        bigint not null default 0,
  tokens_in          bigint not null default 0,
  tokens_out         bigint not null default 0,
  cost               double precision not null default 0,
  cost_unknown       boolean not null default false,
  -- the gate against null answers: null until known
  self_test          json,
  summary            json,
  criteria           json,
  star_metric_result json,
  warnings           json not null default '[]',
  -- the verdict was known before all units were asked: {verdict, alpha, settled}
  stopped            json,
  error              json,
  retry_count        int not null default 0,
  resumed_count      int not null default 0,
  event_seq          bigint not null default 0,
  progress_at        timestamptz,
  queued_at          timestamptz not null default now(),
  started_at         timestamptz,
  cancelling_at      timestamptz,
  finished_at        timestamptz,
  updated_at         timestamptz not null default now(),
  check (total = pending + dispatched + answered + passed + failed + errored + skipped + cancelled)
);
create index runs_by_workspace on runs (workspace_id, id);
create index runs_by_group on runs (group_id) where group_id is not null;
create index runs_active on runs (id)
  where status in ('queued', 'running_dataset', 'evaluating_results', 'cancelling');

-- One unit of work: (run, item, repeat). n is its number in dispatch order.
-- The row is the outbox: claimed but not stamped for some seconds means send again.
-- No foreign keys from here down: each would lock and look up a parent row for every row written;
-- the one statement that deletes a run deletes its rows, too.
create table units (
  run_id         uuid not null,
  n              int not null,
  position       int not null,
  repeat         int not null,
  status         text not null check (status in ('pending', 'dispatched', 'answered', 'passed',
                   'failed', 'error', 'skipped', 'cancelled')),
  generation     int not null,
  deliveries     int not null default 0, -- hand-outs in a row that nobody came back from
  hand_outs      int not null default 0,
  attempts       int not null default 0,
  scores_due     int not null default 0, -- how many scores settle it
  not_before     timestamptz,
  first_attempt_at timestamptz,
  dispatched_at  timestamptz,
  call_sent_at   timestamptz,
  answered_at    timestamptz,
  task_sent_at   timestamptz,
  settled_at     timestamptz,
  reason         text,
  error_code     text,
  error_message  text,
  latency_ms     int,
  ttft_ms        int,
  tokens_in      bigint,
  tokens_cached  bigint,
  tokens_out     bigint,
  cost           double precision,
  cached         boolean not null default false,
  -- what an answer from the cache cost when it was asked for; scorers see this one
  saved_cost     double precision,
  primary key (run_id, n)
) with (fillfactor = 70);
create unique index units_by_item on units (run_id, position, repeat);
create index units_pending on units (run_id, n) where status = 'pending';
create index units_in_flight on units (run_id, n) where status in ('dispatched', 'answered');

-- What the target returned, as it came.
create table answers (
  run_id        uuid not null,
  n             int not null,
  output        json,
  tool_calls    json,
  finish_reason text,
  refusal       text,
  logprobs      json,
  usage         json,
  model         text,
  request_id    text,
  metadata      json,
  trace_id      text,
  primary key (run_id, n)
);

-- The ledger: every attempt to call a provider. question is empty for the target's own calls, and
-- the scorer's key for those of its judge.
create table attempts (
  run_id          uuid not null,
  n               int not null,
  generation      int not null,
  question        text not null default '',
  number          int not null,
  worker          text not null,
  started_at      timestamptz not null,
  first_byte_ms   int,
  duration_ms     int not null,
  outcome         text not null,
  http_status     int,
  request_id      text,
  wait_ms         int not null default 0,
  wait_reason     text,
  tokens_in       bigint,
  tokens_cached   bigint,
  tokens_out      bigint,
  cost            double precision,
  body_sha256     text,
  error           text,
  outcome_unknown boolean not null default false,
  primary key (run_id, n, generation, question, number, started_at, worker)
);

-- Answers kept for later runs, by the SHA-256 of everything that decides them.
create table answer_cache (
  workspace_id uuid not null references workspaces on delete cascade,
  key          text not null,
  answer       json not null,
  bytes        int not null,
  created_at   timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  primary key (workspace_id, key)
);
create index on answer_cache (last_used_at);

create table scores (
  run_id         uuid not null,
  n              int not null,
  key            text not null,
  scorer         text not null,
  scorer_version int not null,
  status         text not null check (status in ('success', 'error', 'skipped')),
  score          double precision check (score between 0 and 1),
  passed         boolean,
  reason         text,
  metadata       json,
  error_code     text,
  error_message  text,
  -- what asking a judge took: null when none was asked
  passport         text,
  questions        int,
  judge_tokens_in  bigint,
  judge_tokens_out bigint,
  judge_cost       double precision,
  primary key (run_id, n, key),
  check ((status = 'success') = (score is not null))
);

-- What people say of answers, one verdict of each person per answer and scorer. answer_sha256 is of
-- the answer they saw: a label of an answer that was replaced since counts for nothing.
create table human_labels (
  id            uuid primary key,
  workspace_id  uuid not null references workspaces,
  run_id        uuid not null,
  n             int not null,
  key           text not null,
  rater         text not null default '',
  passed        boolean,
  score         double precision check (score between 0 and 1),
  note          text,
  answer_sha256 text not null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  unique (run_id, n, key, rater),
  check (passed is not null or score is not null)
);
create index on human_labels (workspace_id);
create index on human_labels (run_id, id);

-- A judge that is being asked about an answer. The row is the outbox, as a unit's is for the target:
-- handed out but not stamped for some seconds means send again.
create table judgings (
  run_id     uuid not null,
  n          int not null,
  key        text not null,
  generation int not null,
  deliveries int not null default 1,
  handed_at  timestamptz not null default now(),
  sent_at    timestamptz,
  primary key (run_id, n, key)
) with (fillfactor = 70);

-- The log that live pages replay. seq is taken under the run's row lock and workspace_seq under the
-- workspace's, right before the commit: neither has a gap, and both follow commit order.
create table events (
  run_id        uuid not null,
  seq           bigint not null,
  workspace_id  uuid not null,
  workspace_seq bigint not null,
  at            timestamptz not null default now(),
  type          text not null,
  data          text not null,
  primary key (run_id, seq)
);
create unique index events_by_workspace on events (workspace_id, workspace_seq);

-- Tries of scorers that ask a model: whoever takes the report in leaves it here for who waits.
create table trials (
  id         uuid primary key,
  report     json,
  created_at timestamptz not null default now()
);

-- What the broker could not deliver, with what became of it.
create table dead_letters (
  message_id uuid primary key,
  type       text not null,
  run_id     uuid,
  address    text,
  body       json,
  outcome    text not null,
  at         timestamptz not null default now()
);

-- The hot tables change completely within minutes; the planner and the vacuum must keep up.
alter table units set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 1000,
  autovacuum_vacuum_cost_delay = 0);
alter table runs set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 500);
alter table workspaces set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 500);
alter table answers set (autovacuum_analyze_scale_factor = 0.05);
alter table attempts set (autovacuum_analyze_scale_factor = 0.05);
alter table scores set (autovacuum_analyze_scale_factor = 0.05);

-- Statistics of run_id would always speak of older runs: of a new one the planner would believe that
-- it has hardly a row, and read all of its units where a look at one was meant.
alter table units alter column run_id set statistics 0;
alter table answers alter column run_id set statistics 0;
alter table attempts alter column run_id set statistics 0;
alter table scores alter column run_id set statistics 0;
