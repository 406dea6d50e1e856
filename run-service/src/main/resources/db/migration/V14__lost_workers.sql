-- Workers that were heard of and have not said goodbye. One that was lost while nobody listened, say
-- with the whole machine, is missed by this list when run-service is back.
create table workers (
  id        text primary key,
  joined_at timestamptz not null default now()
);

-- A worker was lost that may have made calls of the run of which nobody knows: what the run cost is
-- not known, whatever its ledger adds up to.
alter table runs add column calls_unknown boolean not null default false;

-- As in V10, but for the workers.
create or replace function assay_secure(login name) returns text language plpgsql as $$
declare
  one regclass;
  policy text;
begin
  -- Several replicas may start at once.
  perform pg_advisory_xact_lock(7208150232);
  -- Rather fail and be started again than stand in everybody's way behind a slow reader.
  perform set_config('lock_timeout', '10s', true);
  if (select count(*) from pg_roles where rolname in ('assay_engine', 'assay_request')
        and not rolsuper and not rolbypassrls) < 2 then
    return 'the roles assay_engine and assay_request do not exist, or row-level security does not'
      || ' hold for them';
  end if;
  if not exists (select from pg_roles where rolname = login)
      or not pg_has_role(login, 'assay_engine', 'set')
      or not pg_has_role(login, 'assay_request', 'set') then
    return format('%I may not work as assay_engine and assay_request', login);
  end if;
  -- The login looks whether the tables are secured before it works as one of the two.
  execute format(
    'grant usage on schema %I to assay_engine, assay_request, %I', current_schema(), login);
  for one in
    select oid from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
      and relname <> 'flyway_schema_history'
    -- In the order in which the service locks: a run before what belongs to it, its workspace last.
    order by case relname when 'runs' then 1 when 'units' then 2 when 'workspaces' then 4 else 3 end,
             relname
  loop
    if not has_table_privilege('assay_engine', one, 'delete') then
      execute format('grant select, insert, update, delete on %s to assay_engine', one);
    end if;
    -- What the broker gave up, and who works, is no business of a request, of whichever workspace it
    -- is.
    if one not in ('dead_letters'::regclass, 'workers'::regclass) and not has_table_privilege('assay_request', one, 'delete')
    then
      execute format('grant select, insert, update, delete on %s to assay_request', one);
    end if;
    policy := assay_policy(one);
    if policy is not null
        and not exists (select from pg_policy where polrelid = one and polname = 'engine') then
      execute format('create policy engine on %s to assay_engine using (true)', one);
      execute format('create policy request on %s to assay_request using (%s)', one, policy);
      -- A replica of before that logs in as a role with rights of its own goes on as it did: to see
      -- no rows is no error, and it would take every answer for one of a run that is gone.
      execute format('create policy login on %s to %I using (true)', one, login);
      execute format('alter table %s enable row level security', one);
    end if;
  end loop;
  return null;
end $$;
