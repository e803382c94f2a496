-- Own: what shows that it was unclear whose something is, what was decided about it, and what climbs until somebody does.

-- Lived evidence, append-only. Departments, not people: the register speaks of places and seams (rule 10).
create table ownership_evidence (
  evidence_id uuid primary key,
  sign text not null check (sign in ('handed_over','returned','third_hand_over','breached','nobody','disputed','promise_broken')),
  touchpoint_id int not null,
  case_id uuid,
  identity_id uuid,                    -- whose: the customer through links, through every merge and split
  from_department_id uuid references departments,
  to_department_id uuid references departments,
  about_id uuid not null,              -- the holder, breach, case, dispute or promise it was noted for
  at timestamptz not null,
  unique (sign, about_id)              -- noted again, it changes nothing
);
create index ownership_evidence_place on ownership_evidence (touchpoint_id, at);
create index ownership_evidence_case on ownership_evidence (case_id);

-- Who clears a grey area up, by when. `subject` names it for ever: touchpoint:<key>, seam:<a>~<b>.
create table clarifications (
  clarification_id uuid primary key,
  subject text not null,
  person_id uuid not null references people,
  due_at timestamptz not null,
  reason text,
  appointed_at timestamptz not null,
  appointed_by uuid
);
create index clarifications_subject on clarifications (subject, appointed_at);

create table grey_area_decisions (
  decision_id uuid primary key,
  subject text not null,
  cause text not null check (cause in ('unclear_responsibility','unwilling_to_step_up')),
  reason text not null check (length(btrim(reason)) >= 3),
  accountable_id uuid references people,
  responsible_id uuid references people,
  assignment_ids uuid[] not null default '{}',
  decided_at timestamptz not null,
  decided_by uuid
);
create index grey_area_decisions_subject on grey_area_decisions (subject, decided_at);

-- What was ruled once routes the next case by itself, until its review.
create table rulings (
  ruling_id uuid primary key,
  touchpoint_id int not null references touchpoints,
  conditions jsonb not null default '{}',  -- {rule, kind, source}: keys; empty: whatever happens there
  person_id uuid not null references people,
  reason text not null check (length(btrim(reason)) >= 3),
  from_at timestamptz not null,
  review_on date not null,             -- from this day on it no longer routes, unless renewed
  made_by uuid,
  dispute_id uuid,
  decision_id uuid references grey_area_decisions
);
create index rulings_touchpoint on rulings (touchpoint_id);
create table ruling_reviews (
  review_id uuid primary key,
  ruling_id uuid not null references rulings,
  at timestamptz not null,
  by_person_id uuid,
  review_on date,                      -- renewed until then; null: retired
  reason text
);
create index ruling_reviews_ruling on ruling_reviews (ruling_id);

-- The ladder: what no function solves alone, and every step it took.
create table escalations (
  escalation_id uuid primary key,
  kind text not null check (kind in ('grey_area','dispute','improvement')),
  subject text not null,
  title text not null,
  touchpoint_id int,
  department_ids uuid[] not null default '{}',       -- both sides
  excluded_ids uuid[] not null default '{}',         -- never one of the parties
  raised_at timestamptz not null,
  raised_by uuid,
  settled_at timestamptz,
  settled_by uuid,
  settled_how text,
  check ((settled_at is null) = (settled_how is null))
);
create unique index escalations_open on escalations (kind, subject) where settled_at is null;
create table escalation_steps (
  step_id uuid primary key,
  escalation_id uuid not null references escalations,
  number int not null,
  rung text not null check (rung in ('owner','accountable','phase','journey','heads','lead','sponsor','appointed')),
  person_ids uuid[] not null check (cardinality(person_ids) > 0),
  at timestamptz not null,
  due_at timestamptz,                  -- unanswered by then it climbs; null: nobody stands above
  why text not null check (why in ('raised','unanswered','sent_back','appointed')),
  unique (escalation_id, number)
);
create table escalation_answers (
  answer_id uuid primary key,
  escalation_id uuid not null references escalations,
  step_id uuid not null references escalation_steps,
  person_id uuid not null references people,
  answer text not null check (answer in ('decided','appointed','sent_back')),
  words text not null,
  to_person_id uuid references people,
  at timestamptz not null
);
create index escalation_answers_escalation on escalation_answers (escalation_id);

-- Close: “not mine” (rule 6). Each nomination is a hand-over, so the customer keeps the owner until one is accepted.
create table disputes (
  dispute_id uuid primary key,
  case_id uuid not null references cases,
  touchpoint_id int not null,
  person_id uuid not null references people,         -- who says it is not theirs
  reason text not null check (length(btrim(reason)) >= 3),
  opened_at timestamptz not null,
  arbitrated_at timestamptz,           -- when it went to an arbiter
  ending text check (ending in ('accepted','ruled','withdrawn')),
  ended_at timestamptz,
  ended_by uuid,
  check ((ending is null) = (ended_at is null))
);
create unique index disputes_open on disputes (case_id) where ending is null;
create index disputes_case on disputes (case_id);
create table dispute_nominations (
  handover_id uuid primary key references case_handovers,
  dispute_id uuid not null references disputes,
  person_id uuid not null references people,
  by_person_id uuid not null references people,
  number int not null,
  unique (dispute_id, person_id)       -- nobody is asked twice
);
-- Fix first, attribute later: who owns it stands apart from which department caused and which caught it.
create table dispute_rulings (
  dispute_id uuid primary key references disputes,   -- one ruling a dispute
  owner_id uuid not null references people,
  reason text not null check (length(btrim(reason)) >= 3),
  cause text not null check (cause in ('unclear_responsibility','unwilling_to_step_up')),
  caused_department_id uuid references departments,
  caught_department_id uuid references departments,
  ruling_id uuid references rulings,
  ruled_at timestamptz not null,
  ruled_by uuid not null references people
);

-- What the cases until now have to say.
insert into ownership_evidence (evidence_id, sign, touchpoint_id, case_id, identity_id, from_department_id, to_department_id, about_id, at)
with moves as (
  select h.*, lag(h.person_id) over w as before_id from case_holders h window w as (partition by h.case_id order by h.from_at, h.holder_id)),
hands as (
  select m.*, lag(m.person_id, 2) over w as before_that,
    sum((m.rung = 'handed_over')::int) over (partition by m.case_id order by m.from_at, m.holder_id) as nth
  from moves m where m.before_id is distinct from m.person_id
  window w as (partition by m.case_id order by m.from_at, m.holder_id)),
signs as (
  select case_id, holder_id as about_id, from_at as at, before_id, person_id, s.sign
  from hands cross join lateral (values
    ('handed_over', rung = 'handed_over'),
    ('returned', rung = 'handed_over' and before_that = person_id),
    ('third_hand_over', rung = 'handed_over' and nth = 3),
    ('nobody', rung = 'sponsor' and before_id is null)) s(sign, holds)
  where s.holds
  union all
  select b.case_id, b.breach_id, b.at, null, null, 'breached' from case_breaches b where b.rung = 1)
select gen_random_uuid(), s.sign, c.touchpoint_id, c.case_id, c.identity_id,
  (select department_id from people where person_id = s.before_id),
  (select department_id from people where person_id = s.person_id and s.before_id is not null), s.about_id, s.at
from signs s join cases c using (case_id) where c.touchpoint_id <> 0;
