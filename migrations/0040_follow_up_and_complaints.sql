-- Close: calls that reached nobody, messages that wait for their time, questions nobody answered; complaints.

-- Rule 5, once more by the database: what reached nobody, or only says “we have it”, tells nothing and closes nothing.
alter table case_messages add column tells boolean not null default true;
alter table case_messages add column outcome text check (outcome in ('reached','voicemail','not_reached'));
alter table case_messages add column spoke_with text;
alter table case_messages add column from_elsewhere boolean not null default false;  -- an answer from an address that is not known as the customer's
alter table case_messages add check (outcome is null or channel = 'phone');
alter table case_messages add check (not tells or outcome is null or outcome = 'reached');
alter table case_messages add unique (message_id, case_id, tells);
alter table case_closures add column message_tells boolean not null default true check (message_tells);
alter table case_closures add foreign key (message_id, case_id, message_tells)
  references case_messages (message_id, case_id, tells);

-- A message that waits for its time. It is no message yet: it becomes one, once, in the transaction that sends it.
create table case_scheduled (
  scheduled_id uuid primary key,
  case_id uuid not null,
  customer_id uuid not null,           -- as known then: another one now (merged) holds it
  person_id uuid not null references people,
  channel text not null check (channel in ('email','letter')),
  subject text not null,
  body text not null,
  language text not null,
  closes boolean not null default false,
  send_at timestamptz not null,
  zone text not null,                  -- the customer's, as far as known
  made_at timestamptz not null,
  seen_at timestamptz not null,        -- what happened to the case later than this holds it
  held_at timestamptz,
  held_why text check (held_why in ('replied','answered','reopened','closed','happened_again','merged','no_address','refused','writer_gone')),
  ended_at timestamptz,
  ended_by uuid,
  message_id uuid unique,              -- what it became; ended without: cancelled
  check ((held_at is null) = (held_why is null)),
  check (message_id is null or ended_at is not null)
);
create unique index case_scheduled_waiting on case_scheduled (case_id) where ended_at is null;
create index case_scheduled_due on case_scheduled (send_at) where ended_at is null and held_at is null;

-- Further links to the question of a message: a reminder has its own.
create table case_question_tokens (
  token_hash text primary key,
  case_id uuid not null,
  message_id uuid not null,
  made_at timestamptz not null
);
create index case_question_tokens_message on case_question_tokens (message_id);

-- What came of asking: each closure on a message is looked at once when the time for an answer is over.
alter table case_closures add column settled_at timestamptz;
alter table case_closures add column settled_as text check (settled_as in ('confirmed','unanswered'));
alter table case_closures add column reminded_at timestamptz;
create index case_closures_unsettled on case_closures (at)
  where message_id is not null and settled_at is null and reopened_at is null;
create index case_closures_unreminded on case_closures (at)
  where message_id is not null and settled_at is null and reopened_at is null and reminded_at is null;

-- Which rule a complaint falls under, and what it asks: periods in days as laws count them.
create table complaint_regimes (
  regime_id uuid primary key,
  key text not null unique,
  name text not null,
  rule text not null,                  -- as it is cited
  jurisdiction text not null,
  acknowledge_n int not null check (acknowledge_n between 1 and 400),
  acknowledge_unit text not null check (acknowledge_unit in ('working_days','days','weeks')),
  answer_n int not null check (answer_n between 1 and 400),
  answer_unit text not null check (answer_unit in ('working_days','days','weeks')),
  extended_n int check (extended_n between 1 and 400),
  extended_unit text check (extended_unit in ('working_days','days','weeks')),
  calendar_id uuid references calendars, -- whose working days and zone; null: Monday to Friday where the organisation is
  pausable boolean not null default false,
  next_step jsonb not null,            -- where a customer may go with it next, {en, de}
  made_at timestamptz not null,
  made_by uuid,
  archived_at timestamptz,
  check ((extended_n is null) = (extended_unit is null))
);

insert into complaint_regimes (regime_id, key, name, rule, jurisdiction, acknowledge_n, acknowledge_unit, answer_n, answer_unit, extended_n, extended_unit, next_step, made_at)
values
  (gen_random_uuid(), 'general', 'General', 'ISO 10002', 'Anywhere', 5, 'working_days', 15, 'working_days', 8, 'weeks',
    '{"en":"If you disagree with this decision, write to us and ask for it to be looked at again by somebody who was not involved. You may also turn to a consumer advice centre or to the competent dispute resolution body.","de":"Wenn Sie mit dieser Entscheidung nicht einverstanden sind, schreiben Sie uns: Jemand, der bisher nicht beteiligt war, prüft sie dann erneut. Sie können sich auch an eine Verbraucherzentrale oder die zuständige Schlichtungsstelle wenden."}', now()),
  (gen_random_uuid(), 'fca-disp', 'Financial services, United Kingdom', 'FCA DISP 1.6', 'GB', 5, 'working_days', 8, 'weeks', null, null,
    '{"en":"If you are not satisfied, you may refer your complaint, free of charge, to the Financial Ombudsman Service within six months of the date of this letter: financial-ombudsman.org.uk.","de":"Wenn Sie nicht einverstanden sind, können Sie Ihre Beschwerde innerhalb von sechs Monaten nach dem Datum dieses Schreibens kostenlos dem Financial Ombudsman Service vorlegen: financial-ombudsman.org.uk."}', now()),
  (gen_random_uuid(), 'psd2', 'Payment services, European Union', 'Directive (EU) 2015/2366 (PSD2), Article 101', 'EU', 5, 'working_days', 15, 'working_days', 35, 'working_days',
    '{"en":"If you are not satisfied, you may turn to the alternative dispute resolution body that is competent for payment services in your country, or complain to its supervisory authority.","de":"Wenn Sie nicht einverstanden sind, können Sie sich an die in Ihrem Land für Zahlungsdienste zuständige Schlichtungsstelle wenden oder sich bei der Aufsichtsbehörde beschweren."}', now()),
  (gen_random_uuid(), 'enwg', 'Energy, Germany', '§ 111a EnWG', 'DE', 5, 'working_days', 4, 'weeks', null, null,
    '{"en":"If we could not help you, you may turn to the dispute resolution body for energy, Schlichtungsstelle Energie e.V., Berlin. Taking part is compulsory for us and free of charge for you.","de":"Wenn wir Ihrer Beschwerde nicht abhelfen konnten, können Sie sich an die Schlichtungsstelle Energie e.V., Berlin, wenden. Für uns ist die Teilnahme verpflichtend, für Sie ist sie kostenlos."}', now());

create table complaint_numbers (
  year int primary key,
  last int not null
);

create table complaints (
  complaint_id uuid primary key,
  case_id uuid not null unique,
  reference text not null unique,      -- what the customer is told: C-2026-00017
  regime_id uuid not null references complaint_regimes,
  received_at timestamptz not null,    -- the clocks start here
  received_by text not null check (received_by in ('email','phone','letter','in_person','web','social')),
  anonymous boolean not null default false,
  category text not null,
  summary text not null check (length(btrim(summary)) >= 3),
  wants text,
  severity text check (severity in ('low','medium','high','critical')),
  outcome text check (outcome in ('upheld','partly','not_upheld')),
  findings text,
  cause text,
  cause_touchpoint_id int,
  redress text,                        -- in words; “none” is an answer too
  redress_amount numeric check (redress_amount >= 0),
  redress_currency text,
  stage_id uuid not null,
  stage text not null,
  answered_at timestamptz,             -- the first final response
  due_at timestamptz,                  -- the nearest promise that is not kept yet
  made_at timestamptz not null,
  made_by uuid,
  check ((redress_amount is null) = (redress_currency is null))
);
create index complaints_received on complaints (received_at desc, complaint_id desc);
create index complaints_stage on complaints (stage, received_at desc, complaint_id desc);
create index complaints_due on complaints (due_at) where due_at is not null;

-- Every stage it went through, who and when; the complaint points at the one it is in.
create table complaint_stages (
  stage_id uuid primary key,
  complaint_id uuid not null,
  stage text not null check (stage in ('received','acknowledged','assessed','investigated','answered','closed')),
  at timestamptz not null,
  person_id uuid,
  skipped boolean not null default false,
  reason text,
  detail jsonb not null default '{}',
  unique (stage_id, complaint_id, stage),
  check (not skipped or length(btrim(reason)) >= 3)
);
create index complaint_stages_complaint on complaint_stages (complaint_id, at);
alter table complaints add foreign key (stage_id, complaint_id, stage)
  references complaint_stages (stage_id, complaint_id, stage);

create table complaint_clocks (
  complaint_id uuid not null,
  clock text not null check (clock in ('acknowledge','answer')),
  n int not null,
  unit text not null,
  calendar_id uuid references calendars,
  pausable boolean not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  warn_at timestamptz not null,
  met_at timestamptz,
  warned_at timestamptz,
  missed_at timestamptz,               -- when somebody was told that it was missed
  first_due_at timestamptz,            -- before it was extended
  extended_at timestamptz,
  extended_by uuid,
  extended_why text,
  primary key (complaint_id, clock),
  check ((extended_at is null) = (extended_why is null))
);
create index complaint_clocks_warn on complaint_clocks (warn_at) where met_at is null and warned_at is null;
create index complaint_clocks_due on complaint_clocks (due_at) where met_at is null and missed_at is null;
create index complaint_clocks_calendar on complaint_clocks (calendar_id) where met_at is null;

-- What the customer was sent about it, beside the message that carried it.
create table complaint_letters (
  message_id uuid primary key,
  complaint_id uuid not null,
  kind text not null check (kind in ('acknowledgement','final')),
  parts jsonb not null
);
create index complaint_letters_complaint on complaint_letters (complaint_id);

-- The customer took it to somebody outside.
create table complaint_escalations (
  escalation_id uuid primary key,
  complaint_id uuid not null,
  at timestamptz not null,
  body text not null,
  reference text,
  note text,
  made_by uuid,
  decided_at timestamptz,
  decision text check (decision in ('for_customer','partly','for_us','withdrawn')),
  decision_note text,
  decided_by uuid,
  check ((decided_at is null) = (decision is null))
);
create index complaint_escalations_complaint on complaint_escalations (complaint_id);
