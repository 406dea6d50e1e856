-- When the run came into its status. Null for runs of before: their next transition is not timed.
alter table runs add column status_since timestamptz;
alter table runs alter column status_since set default now();
