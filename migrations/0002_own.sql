-- Own: people, departments, roles and the dated ledger of who answers for what.

create table departments (
  department_id uuid primary key,
  key text not null unique,
  name text not null,
  position int not null default 0,
  head_person_id uuid,
  archived_at timestamptz
);

create table people (
  person_id uuid primary key,
  name text not null,
  email text not null unique,          -- lower case
  title text,
  department_id uuid references departments,
  colour text not null,
  locale text,
  joined_on date,
  left_on date,                        -- first day away
  made_at timestamptz not null
);

create table person_roles (
  person_id uuid not null references people,
  role text not null check (role in ('sponsor','cx_lead','department_head','member','analyst','data_steward','admin')),
  granted_at timestamptz not null,
  granted_by uuid,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (person_id, role, granted_at)
);

create table teams (
  team_id uuid primary key,
  key text not null unique,
  name text not null,
  department_id uuid references departments
);

-- A row is never rewritten: what changes is superseded by a new row, so that "as known then" stays answerable.
create table assignments (
  assignment_id uuid primary key,
  object_kind text not null check (object_kind in ('journey','phase','touchpoint','metric','source')),
  object_id int not null,
  role text not null check (role in ('A','R','C','I')),
  person_id uuid references people,
  team_id uuid references teams,
  department_id uuid references departments,
  from_on date not null,
  until_on date,                       -- first day after; null = open
  reason text,
  made_at timestamptz not null,
  made_by uuid,
  acknowledged_at timestamptz,
  superseded_at timestamptz,           -- null = this is what we know now
  superseded_by uuid,
  check (num_nonnulls(person_id, team_id, department_id) = 1),
  check (until_on is null or until_on > from_on)
);
create index assignments_object on assignments (object_kind, object_id, role) where superseded_at is null;
create index assignments_person on assignments (person_id) where superseded_at is null;
