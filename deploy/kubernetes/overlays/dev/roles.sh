#!/bin/sh
# Makes the roles of run-service and its database, as docs/operations.md says. What is there stays, so
# that it may be run again: the volume of an earlier release needs that once, see README.md.
set -eu

psql --set ON_ERROR_STOP=1 --set owner_password="$ASSAY_DB_OWNER_PASSWORD" \
  --set login_password="$ASSAY_DB_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
select format('create role %I', role)
from unnest(array['assay', 'assay_app', 'assay_engine', 'assay_request']) as role
where not exists (select from pg_roles where rolname = role)
\gexec
alter role assay login password :'owner_password';
alter role assay_app login noinherit password :'login_password';
grant assay_engine, assay_request to assay_app with inherit false, set true;
select 'create database assay owner assay'
where not exists (select from pg_database where datname = 'assay')
\gexec
SQL
