-- How a run that had ended goes on, while its units are being moved some at a time; null when all
-- are. It does not end meanwhile.
alter table runs add column reviving text
  check (reviving in ('retry', 'resume', 'rescore'));
-- The units below this number are moved.
alter table runs add column revived_to int not null default 0;
