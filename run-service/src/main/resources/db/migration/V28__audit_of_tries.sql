-- The log of changes also has what was refused, tries of nobody who is known among it, and what came
-- without a key. What is tried again and again is one entry with a count.
alter table audit
  -- null for somebody without a key
  alter column key_id drop not null,
  -- key, session, link or nobody; null for what a build of before wrote: a key or, by by_session, a session
  add column who text,
  -- the method and the route's path with its parameters in braces; null where no route was reached, and
  -- for what a build of before wrote
  add column action text,
  -- how many requests alike it stands for
  add column times int not null default 1 check (times > 0);
create index on audit (workspace_id, at);

-- Drops entries that are older than a time, some at once; how many. Nobody but the owner may delete
-- from the log otherwise, and what happened within the last day is not dropped for anybody.
create function assay_drop_audit(before timestamptz) returns int language plpgsql
security definer set search_path from current as $$
declare
  dropped int;
begin
  delete from audit where id in (
    select id from audit where at < least(before, now() - interval '1 day') order by at limit 5000);
  get diagnostics dropped = row_count;
  return dropped;
end $$;
revoke execute on function assay_drop_audit(timestamptz) from public;

-- As before for every table; and the log is only added to: neither a request nor the service itself
-- may change or delete an entry.
alter function assay_secure(name) rename to assay_secure_tables;
create function assay_secure(login name) returns text language plpgsql as $$
declare
  lacking text := assay_secure_tables(login);
begin
  if lacking is null then
    revoke update, delete, truncate on audit from assay_engine, assay_request;
    grant execute on function assay_drop_audit(timestamptz) to assay_engine;
  end if;
  return lacking;
end $$;
