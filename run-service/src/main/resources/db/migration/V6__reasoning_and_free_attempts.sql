-- What the model thought before it answered: beside the output, bounded by the worker, not scored.
alter table answers add column reasoning text;
-- How many of a unit's attempts do not count against its policy's: probes of a provider that was
-- down, and those that ended in a wait too long to be sat out.
alter table units add column free_attempts int not null default 0;
