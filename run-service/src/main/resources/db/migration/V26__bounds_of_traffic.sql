-- What a workspace keeps no longer is found by its own time: of many workspaces only one may have old
-- records, and what was said of sessions, spans, and of what never came has no record to be found by.
create index on traffic_ids (workspace_id, at);
-- By this one what others keep would be read, too.
drop index traffic_ids_at_idx;
create index on feedback (workspace_id, at);

-- A skill is improved once at a time: whoever asks twice would pay twice. What there is may have been
-- asked twice, and a replica of before still does so: of these nothing is demanded.
alter table improvements add column alone boolean not null default false;
create unique index improvements_alone on improvements (workspace_id, skill)
  where alone and finished_at is null;
