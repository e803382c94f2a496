-- Know: whoever imports remembers the people it has met (decision 41) and learns here whom to look up anew. One row says whose record a
-- transaction has changed or moved to another customer; without an id it says “many”. Kept for two days.
create table identity_changes (
  xid xid8 not null default pg_current_xact_id(),
  identity_id uuid,
  at timestamptz not null default now()
);
create index identity_changes_xid on identity_changes (xid);
