-- As before, but reads a month only from a name that has one: a condition on the names of partitions may
-- be asked of every other table too, before it is known which are partitions, and failed on the first.
create or replace function assay_traffic_drop(before timestamptz) returns int language plpgsql
security definer set search_path from current as $$
declare
  one record;
  dropped int := 0;
  used boolean;
begin
  if current_setting('role') = 'assay_request' then
    raise insufficient_privilege using message = 'months are dropped by the service itself';
  end if;
  perform pg_advisory_xact_lock(7208150233);
  perform set_config('lock_timeout', '1s', true);
  for one in
    select c.relname, p.relname as parent
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
    where i.inhparent in ('traffic'::regclass, 'traffic_spans'::regclass)
      and case when c.relname ~ '_[0-9]{4}(0[1-9]|1[0-2])$'
        then to_timestamp(right(c.relname, 6), 'YYYYMM') + interval '1 month 1 day' < before end
  loop
    execute format('select exists (select from %I)', one.relname) into used;
    continue when used;
    begin
      execute format('lock table only %I in access exclusive mode', one.parent);
      execute format('lock table %I in access exclusive mode', one.relname);
      execute format('select exists (select from %I)', one.relname) into used;
      if not used then
        execute format('drop table %I', one.relname);
        dropped := dropped + (one.parent = 'traffic')::int;
      end if;
    exception when lock_not_available then
      raise notice '% is in use', one.relname;
    end;
  end loop;
  return dropped;
end $$;
