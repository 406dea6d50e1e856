-- Whose the spans of a trace are is told by all requests and executions of it.
create index on traffic (workspace_id, trace_id) where trace_id is not null;
