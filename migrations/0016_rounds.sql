-- Role rounds: people say, blind, who they think does what; the answers are compared and the outcome goes into the ledger.

create table rounds (
  round_id uuid primary key,
  name text not null,
  question text not null default '',
  opens_on date not null,
  due_on date not null,                -- last day on which people may answer
  remind_on date,
  made_at timestamptz not null,
  made_by uuid references people,
  check (due_on >= opens_on),
  check (remind_on is null or (remind_on >= opens_on and remind_on <= due_on))
);

create table round_touchpoints (
  round_id uuid not null references rounds,
  touchpoint_id int not null references touchpoints,
  position int not null,
  customers int,                       -- written at the closing: who passed here in the 90 days before
  primary key (round_id, touchpoint_id)
);
create index round_touchpoints_touchpoint on round_touchpoints (touchpoint_id);

-- The department is the one of that day: whoever moves later still counts where they stood when they were asked.
create table round_invitations (
  round_id uuid not null references rounds,
  person_id uuid not null references people,
  department_id uuid references departments,
  invited_at timestamptz not null,
  primary key (round_id, person_id)
);
create index round_invitations_person on round_invitations (person_id);

create table round_letters (
  letter_id uuid primary key,
  round_id uuid not null references rounds,
  person_id uuid not null references people,
  kind text not null check (kind in ('invitation','reminder')),
  sent_at timestamptz not null
);
create index round_letters_round on round_letters (round_id, kind);

-- What somebody thinks, until the round closes: a draft that is kept at every step and may change. Only its last state
-- counts, so it is rewritten; `version` tells two open windows apart.
create table round_answers (
  round_id uuid not null references rounds,
  person_id uuid not null references people,
  touchpoint_id int not null references touchpoints,
  touches boolean not null,            -- false: I have nothing to do with it
  accountable text check (accountable in ('person','nobody','several','unknown')),
  accountable_person_id uuid references people,
  responsible_people uuid[] not null default '{}',
  responsible_departments uuid[] not null default '{}',
  own_role text check (own_role in ('A','R','C','I','none')),
  clarity smallint check (clarity between 1 and 5),
  comment text,
  version int not null,
  saved_at timestamptz not null,
  primary key (round_id, person_id, touchpoint_id),
  check ((accountable = 'person') = (accountable_person_id is not null) or accountable is null)
);

-- Role clarity in general, once a round; 1 = not at all, 5 = entirely.
create table round_pulses (
  round_id uuid not null references rounds,
  person_id uuid not null references people,
  expected smallint check (expected between 1 and 5),
  boundaries smallint check (boundaries between 1 and 5),
  neighbours smallint check (neighbours between 1 and 5),
  means smallint check (means between 1 and 5),
  version int not null,
  saved_at timestamptz not null,
  primary key (round_id, person_id)
);

create table round_submissions (
  round_id uuid not null references rounds,
  person_id uuid not null references people,
  submitted_at timestamptz not null,
  primary key (round_id, person_id)
);

create table round_closings (
  round_id uuid primary key references rounds,
  closed_at timestamptz not null,
  closed_by uuid references people,
  how text not null check (how in ('hand','deadline'))
);

-- What the ledger said on the day of the closing: claims are compared with this, whatever the ledger says later.
create table round_assigned (
  round_id uuid not null references rounds,
  touchpoint_id int not null,
  assignment_id uuid not null references assignments,
  role text not null,
  holder_kind text not null check (holder_kind in ('person','team','department')),
  holder_id uuid not null,
  holder_name text not null,
  there boolean not null,              -- a person who had left was no longer there
  acknowledged boolean not null,
  primary key (round_id, assignment_id)
);

-- Decided in the meeting. A touchpoint may be decided again; the last counts, the others stay.
create table round_outcomes (
  outcome_id uuid primary key,
  round_id uuid not null references rounds,
  touchpoint_id int not null references touchpoints,
  kind text not null check (kind in ('assigned','kept','postponed')),
  reason text not null,
  decided_by uuid not null references people,
  decided_on date not null,
  assignment_id uuid references assignments,
  postponed_until date,
  postponed_to uuid references people,
  recorded_by uuid references people,
  recorded_at timestamptz not null,
  check ((kind = 'assigned') = (assignment_id is not null)),
  check ((kind = 'postponed') = (postponed_until is not null and postponed_to is not null))
);
create index round_outcomes_round on round_outcomes (round_id, touchpoint_id, recorded_at);
