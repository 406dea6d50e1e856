-- As before, but looks for a month in the table of partitions once it has the lock: to_regclass answers
-- from a cache of names, which waiting for an advisory lock does not renew, so that whoever waited made
-- the month a second time and failed.
create or replace function assay_traffic_month(of timestamptz) returns void language plpgsql
security definer set search_path from current as $$
declare
  first timestamptz := date_trunc('month', of at time zone 'UTC') at time zone 'UTC';
  next timestamptz :=
    (date_trunc('month', of at time zone 'UTC') + interval '1 month') at time zone 'UTC';
  parent text;
  name text;
begin
  foreach parent in array array['traffic', 'traffic_spans'] loop
    name := parent || '_' || to_char(of at time zone 'UTC', 'YYYYMM');
    if to_regclass(name) is not null then
      continue;
    end if;
    perform pg_advisory_xact_lock(7208150233);
    if exists (
      select from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = parent::regclass and c.relname = name
    ) then
      continue;
    end if;
    -- Made beside the table and then put to it: so nobody who reads or writes has to wait.
    execute format('create table %I (like %I including defaults including constraints)', name,
      parent);
    execute format('alter table %I add constraint %I check (at >= %L and at < %L)', name,
      name || '_month', first, next);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, name,
      first, next);
    execute format('alter table %I drop constraint %I', name, name || '_month');
  end loop;
end $$;
