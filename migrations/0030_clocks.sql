-- Close: what a team promises (acknowledge, act, tell), in whose working hours, and each case's clocks.

create table calendars (
  calendar_id uuid primary key,
  name text not null,
  hours jsonb not null,                -- platform/hours: time zone, week, holidays
  made_at timestamptz not null,
  made_by uuid,
  archived_at timestamptz
);
create unique index calendars_name on calendars (lower(name)) where archived_at is null;

-- Dated: what was promised on the day a case was opened has an answer on any later day.
create table case_terms (
  terms_id uuid primary key,
  department_id uuid references departments,  -- null: every team without terms of its own
  calendar_id uuid references calendars,      -- null: around the clock
  minutes jsonb not null,                     -- {normal: {acknowledge, act, tell}, urgent: {…}}, working minutes
  warn_at int not null check (warn_at between 10 and 99),  -- per cent of the time used up when the owner is warned
  from_at timestamptz not null,
  until_at timestamptz,
  made_by uuid
);
create unique index case_terms_current on case_terms (coalesce(department_id, '00000000-0000-0000-0000-000000000000'))
  where until_at is null;

create table case_clocks (
  clock_id uuid primary key,
  case_id uuid not null,
  clock text not null check (clock in ('acknowledge','act','tell')),
  calendar_id uuid references calendars,
  minutes int not null,                -- working minutes allowed
  warn_percent int not null default 75,
  started_at timestamptz not null,
  due_at timestamptz not null,
  warn_at timestamptz not null,
  met_at timestamptz,
  warned_at timestamptz,
  replaced_at timestamptz              -- a shorter time (urgent) or a new beginning (reopened) took its place
);
create unique index case_clocks_current on case_clocks (case_id, clock) where replaced_at is null;
create index case_clocks_running on case_clocks (warn_at) where met_at is null and replaced_at is null and warned_at is null;
create index case_clocks_calendar on case_clocks (calendar_id) where met_at is null and replaced_at is null;

-- A pause always has an end: the clocks go on by themselves.
create table case_pauses (
  pause_id uuid primary key,
  case_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null,       -- ended early: the moment it was
  planned_until timestamptz not null,
  waits_for text not null check (waits_for in ('customer','supplier','authority','other')),
  reason text not null,
  made_by uuid not null references people,
  ended_by uuid,
  check (until_at >= from_at)
);
create index case_pauses_case on case_pauses (case_id, from_at);

-- Cases from before had one deadline, around the clock.
insert into case_clocks (clock_id, case_id, clock, minutes, started_at, due_at, warn_at, met_at)
  select gen_random_uuid(), c.case_id, 'tell', case when c.urgent then 1440 else 2880 end, c.opened_at, c.due_at,
    greatest(c.opened_at, c.due_at - interval '6 hours'), (select x.at from case_closures x where x.closure_id = c.closure_id)
  from cases c;
