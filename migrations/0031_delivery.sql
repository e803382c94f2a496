-- Listen: who is asked, when, how often at most, and what became of it.

-- When somebody is asked: after an event, once, or again and again.
create table survey_plans (
  plan_id uuid primary key,
  survey_id uuid not null references surveys,
  name text not null,
  settings jsonb not null,             -- listen/invite/plan.ts: trigger, audience, hours, priority, reminders, texts
  starts_at timestamptz not null,
  made_at timestamptz not null,
  made_by uuid,
  stopped_at timestamptz,              -- asks nobody new; links that were sent stay open
  stopped_by uuid,
  read_to timestamptz,                 -- events: what occurred up to here has been read
  read_late_at timestamptz,            -- events: when we last looked for those that arrived late
  rounds int not null default 0        -- once, recurring: so many were gathered
);
create index survey_plans_running on survey_plans (survey_id) where stopped_at is null;

-- Whom a list names. The people themselves are identities of the survey's source.
create table survey_plan_people (
  plan_id uuid not null references survey_plans,
  identity_id uuid not null,
  primary key (plan_id, identity_id)
);

-- FACT. One for each person and cause, also where nobody was asked in the end: then with the reason.
create table survey_invitations (
  invitation_id uuid primary key default gen_random_uuid(),
  plan_id uuid,                        -- null: a personal link somebody asked for
  survey_id uuid not null,
  cause text not null,                 -- interaction <id> | round <n> <customer> | link <id>
  identity_id uuid not null,           -- the person is whoever this identity is linked to, at any time
  channel text not null check (channel in ('email','link')),
  touchpoint text,                     -- key
  dims jsonb not null default '{}',    -- reporting dimensions, as they were then
  facts jsonb not null default '{}',   -- what texts may name
  made_at timestamptz not null,
  made_by uuid,
  due_at timestamptz not null,
  skipped_at timestamptz,
  skip_reason text,                    -- listen/rules/reasons.ts
  skip_detail jsonb,
  sent_at timestamptz,
  address text,
  language text,
  expires_at timestamptz,
  remind_at timestamptz,               -- when the next reminder is due
  opened_at timestamptz,
  begun_at timestamptz,
  answered_at timestamptz,
  returned_at timestamptz,             -- the mail came back, or was called spam
  returned_as text,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  unique (plan_id, cause)
);
create index survey_invitations_due on survey_invitations (due_at)
  where sent_at is null and skipped_at is null and withdrawn_at is null;
create index survey_invitations_remind on survey_invitations (remind_at) where remind_at is not null;
create index survey_invitations_survey on survey_invitations (survey_id, made_at desc);
create index survey_invitations_identity on survey_invitations (identity_id);

-- FACT. Each time somebody was written to: 0 is the invitation, 1 and 2 are reminders. What contact rules count.
create table survey_contacts (
  contact_id uuid primary key,
  invitation_id uuid not null,
  survey_id uuid not null,
  identity_id uuid not null,
  number int not null check (number between 0 and 2),
  at timestamptz not null,
  mail_id uuid,                        -- null: a link handed over by a person
  token_hash text not null unique,     -- each mail has a token of its own; all open the same invitation
  unique (invitation_id, number)
);
create index survey_contacts_identity on survey_contacts (identity_id, at);
create index survey_contacts_mail on survey_contacts (mail_id) where mail_id is not null;

-- A reminder that the rules did not let through.
create table survey_reminder_skips (
  invitation_id uuid not null,
  survey_id uuid not null,
  number int not null,
  at timestamptz not null,
  reason text not null,
  detail jsonb,
  primary key (invitation_id, number)
);

-- How often at most. Null survey: all surveys together. Dims: only for people with these values.
create table contact_rules (
  rule_id uuid primary key,
  survey_id uuid references surveys,
  dims jsonb not null default '{}',
  most int check (most between 0 and 100),             -- so many in `days` days …
  days int check (days between 1 and 730),
  gap_days int check (gap_days between 1 and 730),     -- … and so many days between two
  made_at timestamptz not null,
  made_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  check ((most is null) = (days is null) and (most is not null or gap_days is not null))
);
insert into contact_rules (rule_id, most, days, gap_days, made_at) values (gen_random_uuid(), 4, 90, 14, now());

-- Who is not written to any more. Null survey: about nothing at all.
create table suppressions (
  suppression_id uuid primary key,
  address text,                        -- lower case
  identity_id uuid,                    -- holds for the whole person, whatever their address
  survey_id uuid,
  reason text not null check (reason in ('unsubscribed','complained','bounced','decided')),
  detail text,
  at timestamptz not null,
  made_by uuid,
  lifted_at timestamptz,
  lifted_by uuid,
  lifted_reason text,
  check (address is not null or identity_id is not null)
);
create index suppressions_address on suppressions (address) where lifted_at is null;
create index suppressions_identity on suppressions (identity_id) where lifted_at is null;
create index suppressions_at on suppressions (at desc);

-- What people said about being asked. The latest row of each of their identities holds; of several the strictest.
create table contact_wishes (
  wish_id bigint generated by default as identity primary key,
  identity_id uuid not null,
  at timestamptz not null,
  channels text[],                     -- null: said nothing
  language text,
  paused_until timestamptz,
  consent boolean,                     -- null: said nothing
  via text not null,                   -- page | person | api
  made_by uuid
);
create index contact_wishes_identity on contact_wishes (identity_id, at desc, wish_id desc);

create index if not exists mails_failed on mails (failed_at) where failed_at is not null;
