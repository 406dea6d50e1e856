-- Who asked for which change, and what was answered. No key to other tables: what is gone stays in
-- the log.
create table audit (
  id uuid primary key,
  at timestamptz not null default now(),
  workspace_id uuid not null,
  key_id uuid not null,
  by_session boolean not null,
  method text not null,
  path text not null,
  object text not null,
  status int not null,
  address text
);
create index audit_workspace on audit (workspace_id, id desc);
create index audit_at on audit (at);
