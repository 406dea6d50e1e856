-- What a run may spend, and the most that one call and one judgement of it took so far: as much is
-- reserved before the next one is begun. A run of before has no limit here; it is cut by its spec.
alter table runs
  add column max_cost double precision,
  add column max_tokens bigint,
  add column dearest_call double precision not null default 0,
  add column dearest_judgement double precision not null default 0,
  add column longest_call bigint not null default 0,
  add column longest_judgement bigint not null default 0;
