-- Views of lists that people keep: what a list shows, under a name, for everybody of a workspace.
create table views (
  id           uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  name         text not null,
  view         text not null,
  query        json not null,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  unique (workspace_id, name)
);
