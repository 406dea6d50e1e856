-- Prompts with a schema of their answers and the settings of a model. A changed definition makes a
-- version.
create table skills (
  id             uuid primary key,
  workspace_id   uuid not null references workspaces,
  name           text not null,
  latest_version int not null default 0,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  unique (workspace_id, name)
);

-- definition: {description, prompt, output_schema, model, provenance}
create table skill_versions (
  id         uuid primary key,
  skill_id   uuid not null references skills on delete cascade,
  version    int not null,
  definition json not null,
  -- of the definition without its provenance
  sha256     text not null,
  created_at timestamptz not null default now(),
  unique (skill_id, version)
);

-- What a run evaluated, to find it by; its spec says all of it.
alter table runs
  add column skill_name text,
  add column skill_version int;
create index runs_by_skill on runs (workspace_id, skill_name, id) where skill_name is not null;

-- As in V10, with the versions of skills.
create or replace function assay_policy(of regclass) returns text language sql stable
return case
  when exists (select from pg_attribute where attrelid = of and attname = 'workspace_id')
    then 'workspace_id = (select assay_workspace())'
  when of = 'workspaces'::regclass then 'id = (select assay_workspace())'
  when of = 'sessions'::regclass then 'key_id in (select p.id from api_keys p)'
  when of = 'dataset_versions'::regclass then 'dataset_id in (select p.id from datasets p)'
  when of = 'items'::regclass
    then 'dataset_version_id = any ((select array_agg(p.id) from dataset_versions p'
      || ' where p.id = any (assay_named()))::uuid[])'
      || ' or dataset_version_id in (select p.id from dataset_versions p)'
  when of = 'evaluation_versions'::regclass
    then 'evaluation_id in (select p.id from evaluations p)'
  when of = 'custom_scorer_versions'::regclass
    then 'scorer_id in (select p.id from custom_scorers p)'
  when of = 'skill_versions'::regclass
    then 'skill_id in (select p.id from skills p)'
  when exists (select from pg_attribute where attrelid = of and attname = 'run_id')
    then 'run_id = any ((select array_agg(p.id) from runs p'
      || ' where p.id = any (assay_named()))::uuid[])'
      || ' or run_id in (select p.id from runs p)'
end;
