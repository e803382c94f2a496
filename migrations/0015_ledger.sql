-- Own: the ledger in two times and on two planes, delegations and absences, planned reorganisations.

-- Strategy and execution are charted apart: who decides where it goes, and who sees that it works.
alter table assignments add column plane text not null default 'execution' check (plane in ('strategy','execution'));
alter table assignments drop constraint assignments_object_kind_check;
alter table assignments add constraint assignments_object_kind_check
  check (object_kind in ('journey','phase','touchpoint','metric','source','promise'));

-- A planned reorganisation: many edits, previewed, then applied together on its day, or discarded.
create table change_sets (
  change_set_id uuid primary key,
  name text not null,
  effective_on date not null,          -- from this day on
  made_at timestamptz not null,
  made_by uuid references people,
  undoes uuid references change_sets,  -- takes that one back
  source jsonb                         -- the sheet it came from: its name, and what of it found no place
);

create table change_set_edits (
  edit_id uuid primary key,
  change_set_id uuid not null references change_sets,
  position int not null,
  edit jsonb not null,
  made_at timestamptz not null,
  made_by uuid,
  removed_at timestamptz,
  removed_by uuid
);
create index change_set_edits_set on change_set_edits (change_set_id, position) where removed_at is null;

-- How it ended: at most once. A set without a row here is a draft.
create table change_set_outcomes (
  change_set_id uuid primary key references change_sets,
  outcome text not null check (outcome in ('applied','discarded')),
  effective_on date not null,          -- as it was when it ended
  reason text not null check (length(btrim(reason)) >= 3),
  before jsonb not null default '[]',  -- people's and departments' fields as they were, for taking it back
  at timestamptz not null,
  by uuid
);

-- A department takes its new name, or closes, on its day; what has no done_at yet is waited for.
create table department_changes (
  change_id uuid primary key,
  change_set_id uuid not null references change_sets,
  department_id uuid not null references departments,
  effective_on date not null,
  name text,
  closed boolean,
  people_to uuid references departments,
  done_at timestamptz,
  dropped_at timestamptz               -- the set was taken back before its day
);
create index department_changes_due on department_changes (effective_on) where done_at is null and dropped_at is null;

alter table assignments add column made_in uuid references change_sets;
alter table assignments add column superseded_in uuid references change_sets;
create index assignments_made_in on assignments (made_in) where made_in is not null;
create index assignments_superseded_in on assignments (superseded_in) where superseded_in is not null;
create index assignments_known on assignments (object_kind, object_id, made_at);
create index assignments_team on assignments (team_id) where superseded_at is null and team_id is not null;
create index assignments_department on assignments (department_id) where superseded_at is null and department_id is not null;

-- What was known when about who leaves: people.left_on is the last row.
create table person_departures (
  departure_id uuid primary key,
  person_id uuid not null references people,
  left_on date,                        -- null: stays
  made_at timestamptz not null,
  made_by uuid
);
create index person_departures_person on person_departures (person_id, made_at);
insert into person_departures (departure_id, person_id, left_on, made_at)
  select gen_random_uuid(), person_id, left_on, greatest(made_at, left_on::timestamptz) from people where left_on is not null;

-- Responsibility passed on for a time. Never without an end, so that it returns by itself (rule 2). Rows are never
-- rewritten: what ends early is superseded by a shorter row.
create table delegations (
  delegation_id uuid primary key,
  from_person_id uuid not null references people,
  to_person_id uuid not null references people,
  object_kind text check (object_kind in ('journey','phase','touchpoint','metric','source','promise')),
  object_id int,                       -- null: everything of theirs
  absent boolean not null default false,             -- the person is away: whatever comes, the other covers
  from_on date not null,
  until_on date not null,              -- first day after
  reason text,
  made_at timestamptz not null,
  made_by uuid,
  superseded_at timestamptz,
  superseded_by uuid,
  replaces uuid,
  check (from_person_id <> to_person_id),
  check (until_on > from_on),
  check ((object_kind is null) = (object_id is null)),
  check (not absent or object_kind is null)
);
create index delegations_days on delegations (until_on, from_on) where superseded_at is null;
create index delegations_from on delegations (from_person_id);
create index delegations_to on delegations (to_person_id);

-- How many seats are filled, and the days on which anything changes, without reading the ledger.
create index assignments_seats on assignments (plane, object_id)
  include (from_on, until_on, person_id, team_id, department_id, acknowledged_at)
  where superseded_at is null and object_kind = 'touchpoint' and role = 'A';
create index assignments_from on assignments (from_on) where superseded_at is null;
create index assignments_until on assignments (until_on) where superseded_at is null;
create index assignments_replaces on assignments (replaces) where replaces is not null;
