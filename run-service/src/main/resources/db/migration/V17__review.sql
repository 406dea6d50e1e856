-- Lists of answers that people look through one by one, each of them another one.
create table review_queues (
  id            uuid primary key,
  workspace_id  uuid not null references workspaces,
  name          text not null,
  description   text,
  -- what a list of traffic is narrowed by, and the kinds of records
  filter        json not null,
  kinds         text[] not null,
  -- which of those come in: {"kind": …}
  rule          json not null,
  lease_minutes int not null check (lease_minutes > 0),
  -- remarks that are often right, and who may look; nobody named is everybody
  notes         text[] not null,
  people        text[] not null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  unique (workspace_id, name)
);

create table review_items (
  id           uuid primary key,
  workspace_id uuid not null,
  queue_id     uuid not null references review_queues on delete cascade,
  entity_type  text not null check (entity_type in ('request', 'agent_execution')),
  entity_id    text not null,
  position     int not null,
  -- as it was when the queue was last filled: what nobody spoke of comes first, and of that what
  -- judges disagree about most
  labelled     boolean not null,
  disagreement double precision not null,
  status       text not null default 'open'
    check (status in ('open', 'leased', 'done', 'skipped')),
  -- who has it, or has settled it
  person       text,
  -- a lease that is past this time is none
  leased_until timestamptz,
  settled_at   timestamptz,
  reason       text,
  added_at     timestamptz not null default now(),
  unique (queue_id, entity_type, entity_id),
  unique (queue_id, position),
  check ((status = 'leased') = (leased_until is not null)),
  check (status = 'open' or person is not null)
);
create index review_items_next on review_items (queue_id, labelled, disagreement desc, position)
  where status in ('open', 'leased');
create index on review_items (queue_id, added_at);
create index on review_items (workspace_id, entity_type, entity_id);

-- Links by which somebody without a key may say something of one answer. Of the token there is its
-- hash, as of a key.
create table feedback_links (
  id           uuid primary key,
  workspace_id uuid not null references workspaces,
  sha256       bytea not null unique,
  entity_type  text not null check (entity_type in ('request', 'agent_execution', 'chat', 'span')),
  entity_id    text not null,
  -- what may be said by it
  fields       text[] not null,
  author       text,
  uses         int not null check (uses > 0),
  used         int not null default 0 check (used between 0 and uses),
  expires_at   timestamptz not null,
  created_at   timestamptz not null default now()
);
create index on feedback_links (workspace_id, id);
create index on feedback_links (workspace_id, entity_type, entity_id);
create index on feedback_links (expires_at);
