-- Own: who was told that they act for somebody, and that it is theirs again; and who belonged to which department when.

-- Told once each. A delegation that ends early is a new row; its first row stands for all of them.
create table cover_notices (
  delegation_id uuid not null references delegations,
  moment text not null check (moment in ('begun','returned')),
  person_id uuid not null references people,
  told_at timestamptz not null,
  primary key (delegation_id, moment)
);

-- Who belonged to which department from when on, of those who ever moved; people.department_id is what holds now, and for
-- everybody else always did. Of the entries from before an instant the one written last is true, so that a change dated
-- back counts for the days it names. Nothing is to be filled in: moves of before this were not written down.
create table person_departments (
  entry_id bigint generated always as identity primary key,
  person_id uuid not null references people,
  department_id uuid references departments,  -- null: none
  from_at timestamptz not null,               -- -infinity: as long as we know
  made_at timestamptz not null,
  made_by uuid
);
create index person_departments_person on person_departments (person_id, made_at, entry_id);
