-- Close: facts linked to a case, hand-overs, breaches; and rules 4 and 5 held by the database itself.

-- Every fact a case is about. A further fact of the same customer at the same touchpoint joins the open case.
create table case_facts (
  fact_id uuid primary key,            -- a fact belongs to one case and never to two
  case_id uuid not null,
  fact_kind text not null check (fact_kind in ('response','interaction')),
  rule_id int not null references case_rules,
  opened boolean not null,             -- true: this fact opened the case; false: it joined later
  urgent boolean not null,
  reason text not null,
  quote text,
  score numeric,
  occurred_at timestamptz not null,
  linked_at timestamptz not null
);
create index case_facts_case on case_facts (case_id);

-- A hand-over is an offer until its receiver accepts; meanwhile the giver keeps the case (rule 6).
create table case_handovers (
  handover_id uuid primary key,
  case_id uuid not null,
  from_person_id uuid not null references people,
  to_person_id uuid not null references people,
  reason text not null check (length(btrim(reason)) >= 3),
  offered_at timestamptz not null,
  offered_by uuid,
  answer_by timestamptz not null,      -- unanswered by then, it lapses and the giver keeps the case
  answered_at timestamptz,
  answered_by uuid,
  answer text check (answer in ('accepted','declined','withdrawn','lapsed')),
  answer_reason text,
  check ((answered_at is null) = (answer is null)),
  check (from_person_id <> to_person_id)
);
create unique index case_handovers_pending on case_handovers (case_id) where answer is null;
create index case_handovers_to on case_handovers (to_person_id) where answer is null;
create index case_handovers_case on case_handovers (case_id);

-- One row for each rung of the ladder that was told about an overdue case.
create table case_breaches (
  breach_id uuid primary key,
  case_id uuid not null,
  due_at timestamptz not null,         -- the deadline that was missed
  rung int not null,                   -- 1: accountable, 2: sponsor
  at timestamptz not null,
  told_person_id uuid not null references people,
  unique (case_id, due_at, rung)
);

-- Cases follow their identity, so that they stay with the customer through every merge and split.
create index cases_identity on cases (identity_id);

-- Rule 4: the owner of a case is the person of its current holder row.
alter table case_holders add unique (holder_id, case_id, person_id);
alter table cases add foreign key (holder_id, case_id, owner_id)
  references case_holders (holder_id, case_id, person_id);

-- Rule 5: closed means told. A closure rests on a message to this customer about this case, or on a reason in words.
alter table case_messages add column language text;
alter table case_messages add unique (message_id, case_id, inbound);
alter table case_messages add check (inbound or person_id is not null);
alter table case_closures add column message_inbound boolean not null default false check (not message_inbound);
alter table case_closures add column reopened_by uuid;
alter table case_closures add foreign key (message_id, case_id, message_inbound)
  references case_messages (message_id, case_id, inbound);
alter table case_closures add check (waiver is null or length(btrim(waiver)) >= 5);
alter table case_closures add unique (closure_id, case_id);
alter table cases add foreign key (closure_id, case_id) references case_closures (closure_id, case_id);
