-- How workspaces share the workers: what each gets beside the others, and at most.
alter table workspaces
  add column weight int not null default 1 check (weight between 1 and 1000),
  -- Runs of targets at a time, and calls with workers at a time; null for as many as there is room.
  add column max_runs int check (max_runs > 0),
  add column max_in_flight int check (max_in_flight > 0);
