-- What is booked as lost with a worker is looked for while that worker lives: it may have been cut
-- off only. Few lines are such; no other is in this index.
create index attempts_lost on attempts (worker)
  where outcome_unknown and question = ''
    and error = 'The worker was lost with this call; whether the provider was asked is not known.';
