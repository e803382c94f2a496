-- Own: what was done about faults of the registry, mandates of those who are accountable, and the parts of departments.

-- A fault is computed, never stored; its key names it (fault:kind:id). Here stands what people decided about it.
create table fault_dismissals (
  dismissal_id uuid primary key,
  finding text not null,
  reason text not null check (length(btrim(reason)) >= 3),
  until_on date not null,              -- first day on which it counts again
  made_at timestamptz not null,
  made_by uuid,
  lifted_at timestamptz,
  lifted_by uuid
);
create unique index fault_dismissals_standing on fault_dismissals (finding) where lifted_at is null;

create table fault_remedies (
  remedy_id uuid primary key,
  finding text not null,
  verb text not null,                  -- seat | consult | appoint | remind | ask_mandate | remind_mandate
  detail jsonb not null,               -- what was done, and what taking it back needs
  made_at timestamptz not null,
  made_by uuid,
  undone_at timestamptz,
  undone_by uuid
);
create index fault_remedies_finding on fault_remedies (finding, made_at);

-- Told once: a fault that went away and came back is a new one.
create table fault_notices (
  finding text not null,
  seen_at timestamptz not null,
  gone_at timestamptz,
  primary key (finding, seen_at)
);
create unique index fault_notices_standing on fault_notices (finding) where gone_at is null;

-- What somebody needs in order to answer for what is theirs.
create table mandate_needs (
  need_id uuid primary key,
  person_id uuid not null references people,
  piece text not null check (piece in ('authority','budget','access','seat','nothing')),
  object_kind text,                    -- for one thing; null: for all that is theirs
  object_id int,
  words text not null check (length(btrim(words)) >= 3),
  amount numeric check (amount > 0),
  currency text,
  period text check (period in ('once','month','quarter','year')),
  stated_at timestamptz not null,
  stated_by uuid,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  check ((piece = 'budget') = (amount is not null)),
  check ((object_kind is null) = (object_id is null))
);
create index mandate_needs_person on mandate_needs (person_id);

-- Put to somebody who may grant it: the head of the department, then the sponsor.
create table mandate_asks (
  ask_id uuid primary key,
  need_id uuid not null references mandate_needs,
  rung text not null check (rung in ('head','sponsor')),
  person_id uuid not null references people,
  asked_at timestamptz not null,
  asked_by uuid,                       -- null: the deadline of the rung before passed
  reason text,
  due_at timestamptz not null,
  unique (need_id, rung)
);
create index mandate_asks_person on mandate_asks (person_id);

create table mandate_answers (
  answer_id uuid primary key,
  ask_id uuid not null references mandate_asks,
  answer text not null check (answer in ('granted','denied','alternative')),
  words text,                          -- the reason of a denial, the alternative, a remark on a grant
  amount numeric check (amount > 0),
  answered_at timestamptz not null,
  answered_by uuid not null references people,
  taken_back_at timestamptz,
  taken_back_by uuid,
  check (answer = 'granted' or length(btrim(words)) >= 3)
);
create unique index mandate_answers_standing on mandate_answers (ask_id) where taken_back_at is null;

-- What a department is to a thing customers experience, or to what is known about it.
create table department_parts (
  part_id uuid primary key,
  department_id uuid not null references departments,
  object_kind text not null check (object_kind in ('touchpoint','journey','metric','source')),
  object_id int not null,
  part text not null check (part in ('provider','influencer','definer','implementer')),
  made_at timestamptz not null,
  made_by uuid,
  ended_at timestamptz,
  ended_by uuid
);
create unique index department_parts_standing on department_parts (object_kind, object_id, department_id, part) where ended_at is null;
