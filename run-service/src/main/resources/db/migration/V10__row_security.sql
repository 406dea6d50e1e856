-- Row-level security: the net under the conditions that the queries have themselves. A request works
-- as assay_request and sees the rows of its workspace; what the service does by itself works as
-- assay_engine and sees all. docs/adr/0033-row-level-security.md says how and why.

-- Whose rows this transaction may see; null, which is nobody's, unless it was said.
create function assay_workspace() returns uuid language sql stable parallel safe
return nullif(current_setting('assay.workspace', true), '')::uuid;

-- Ids that the transaction says it is about. They open nothing: a policy looks each of them up among
-- what the workspace has, once for a statement, and need then look up nothing for every row.
create function assay_named() returns uuid[] language sql stable parallel safe
return nullif(current_setting('assay.named', true), '')::uuid[];

-- What a row must meet to be one of the workspace; null for a table that belongs to no workspace.
-- Rows of a run are found through the run, which has a policy itself: a run that is not seen has none.
create function assay_policy(of regclass) returns text language sql stable
return case
  when exists (select from pg_attribute where attrelid = of and attname = 'workspace_id')
    then 'workspace_id = (select assay_workspace())'
  when of = 'workspaces'::regclass then 'id = (select assay_workspace())'
  when of = 'sessions'::regclass then 'key_id in (select p.id from api_keys p)'
  when of = 'dataset_versions'::regclass then 'dataset_id in (select p.id from datasets p)'
  when of = 'items'::regclass
    then 'dataset_version_id = any ((select array_agg(p.id) from dataset_versions p'
      || ' where p.id = any (assay_named()))::uuid[])'
      || ' or dataset_version_id in (select p.id from dataset_versions p)'
  when of = 'evaluation_versions'::regclass
    then 'evaluation_id in (select p.id from evaluations p)'
  when of = 'custom_scorer_versions'::regclass
    then 'scorer_id in (select p.id from custom_scorers p)'
  when exists (select from pg_attribute where attrelid = of and attname = 'run_id')
    then 'run_id = any ((select array_agg(p.id) from runs p'
      || ' where p.id = any (assay_named()))::uuid[])'
      || ' or run_id in (select p.id from runs p)'
end;

-- Puts it into force, as the owner of the tables and as often as one likes: what is there stays.
-- Nothing is done without the two roles, or for a login that may not work as both, since it would
-- see nothing afterwards. The answer is null when it is in force, else why it is not.
create function assay_secure(login name) returns text language plpgsql as $$
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
    -- What the broker gave up is no business of a request, of whichever workspace it is.
    if one <> 'dead_letters'::regclass and not has_table_privilege('assay_request', one, 'delete')
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
