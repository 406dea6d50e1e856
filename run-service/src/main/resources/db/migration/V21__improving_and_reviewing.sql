-- Which versions of a skill people want. What a model proposed is taken by its number only, until
-- somebody adopts it. What there is was taken so far; and so is what a replica of before makes.
alter table skill_versions
  add column state text not null default 'adopted' check (state in ('proposed', 'adopted'));

-- How often in a row something that follows failed, whoever tried: all replicas count together. The
-- row goes when it is done, or given up.
create table sequel_troubles (
  sequel      text not null,
  -- of what waits: a run, an improvement
  id          uuid not null,
  times       int not null,
  -- of these, failures that do not pass by themselves
  lasting     int not null,
  first_at    timestamptz not null default now(),
  rests_until timestamptz not null,
  primary key (sequel, id)
);

-- What is no business of a request, of whichever workspace it is: what the broker gave up, who works,
-- whose turn it is, and what cannot be followed. Who adds such a table names it here.
create function assay_engines_own(one regclass) returns boolean language sql as $$
  select one in ('dead_letters'::regclass, 'workers'::regclass, 'turns'::regclass,
    'sequel_troubles'::regclass)
$$;

-- As in V14, but that such tables are named above.
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
    if not assay_engines_own(one) and not has_table_privilege('assay_request', one, 'delete') then
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

-- What a queue was filled from, so that the next filling looks at less, and not at once again.
alter table review_queues
  -- when it was filled last, and how many came in
  add column filled_at timestamptz,
  add column found int,
  -- what came before this time was looked at
  add column looked_at timestamptz,
  -- when all there is was looked at, and all came in that may; null when that is to be done
  add column whole_at timestamptz,
  -- of a rule by scores: what the run was like then
  add column run_seen text;
-- What came, or was completed, since.
create index on traffic (workspace_id, received_at);
