-- Runs over a source, for its history and the run before.
create index runs_by_traffic on runs (workspace_id, (spec->'target'->'traffic'->>'source_type'),
  (spec->'target'->'traffic'->>'id'), id) where target_kind = 'traffic';

-- What production did not complete, of a run over its answers.
create index on units (run_id) where error_code = 'NOT_COMPLETED';
