-- Runs that the service launches for a purpose of its own, and runs that wait for such a one.
alter table runs
  add column purpose text check (purpose in ('inference', 'optimization')),
  -- The run that must end before this one goes on; null when it waits for none, or no longer does.
  add column waits_for uuid,
  -- The run that made corrections for this one; it stays here after the wait.
  add column inference_run uuid;
create index runs_that_wait on runs (id) where waits_for is not null;

-- Of one note a model makes one correction, however many launches ask for it at once.
create unique index feedback_inferred_once on feedback (workspace_id, inferred_from)
  where inferred_from is not null and replaced_at is null;
