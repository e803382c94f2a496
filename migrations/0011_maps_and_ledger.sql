-- Every state a map was ever in: who changed it, undo, and the file it came from.
create table journey_versions (
  version_id uuid primary key,
  journey_id int not null references journeys,
  version int not null,
  document jsonb not null,
  source text,                         -- the file as it was applied, comments and all; export gives it back
  made_at timestamptz not null,
  made_by uuid,
  made_by_name text not null,
  unique (journey_id, version)
);

-- Every rule set ever in force. A fact lies where a rule put it if some set since the last settling puts it there;
-- otherwise its source named the touchpoint, and no rule may move it.
create table placement_sets (
  set_id uuid primary key,
  rules jsonb not null,
  made_at timestamptz not null,
  settled_at timestamptz               -- when all earlier facts had been placed by it
);

-- Which row of the ledger a row took the place of (shortened, ended, taken over).
alter table assignments add column replaces uuid;
