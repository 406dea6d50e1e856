-- What a model made of a note goes with the note, whoever deletes that, and whenever. What was left
-- behind until now goes first.
delete from feedback f
where f.inferred_from is not null
  and not exists (select from feedback n where n.id = f.inferred_from);
update feedback f set replaced_at = n.replaced_at
from feedback n
where n.id = f.inferred_from and n.replaced_at is not null and f.replaced_at is null;
create index feedback_inferred_from on feedback (inferred_from) where inferred_from is not null;
alter table feedback add foreign key (inferred_from) references feedback on delete cascade;

-- Whether it came by a link, from somebody without a key. What came until now is taken to have where
-- it may have: a link of that answer was used by then.
alter table feedback add column by_link boolean not null default false;
update feedback f set by_link = true
from feedback_links l
where l.workspace_id = f.workspace_id and l.entity_type = f.entity_type
  and l.entity_id = f.entity_id and l.used > 0 and f.identifier is null and not f.inferred
  and f.author is not distinct from l.author
  and f.created_at between l.created_at and l.expires_at;

-- Whether a model made what is right of a stored answer, noted with the answer; null for others, and
-- for what was placed before.
alter table units add column inferred boolean;

-- Work that one replica does at a time: who does it renews its turn, and a turn that nobody renews
-- is over.
create table turns (
  what   text not null,
  id     uuid not null,
  holder uuid not null,
  until  timestamptz not null,
  primary key (what, id)
);
