-- Listen: surveys, their versions, and what was answered.

create table surveys (
  survey_id uuid primary key,
  key text not null unique,            -- the public address: /s/<key>
  name text not null,
  touchpoint_id int references touchpoints,          -- what its answers are about, unless an invitation says otherwise
  source_id int not null references sources,         -- where its answers come in
  made_at timestamptz not null,
  made_by uuid,
  archived_at timestamptz,             -- takes no more answers; those it has stay
  archived_by uuid
);

-- A published version is never written again: an answer stays with the version it answered. At most one draft.
create table survey_versions (
  version_id uuid primary key,
  survey_id uuid not null references surveys,
  number int not null,
  document jsonb not null,
  revision int not null default 1,     -- of the draft, so that two editors notice each other
  changed_at timestamptz not null,
  changed_by uuid,
  published_at timestamptz,
  published_by uuid,
  unique (survey_id, number)
);
create unique index survey_versions_draft on survey_versions (survey_id) where published_at is null;

-- FACT. One row for whoever began to answer; nothing is written for merely looking at the page.
create table survey_answers (
  answer_id uuid primary key,          -- first 128 bits of sha256(survey 0x1f secret of the form or invitation): sent again, the same row
  survey_id uuid not null,
  version_id uuid not null,
  invitation_id uuid,
  identity_id uuid,                    -- whom we invited; null: anybody
  touchpoint text,                     -- key; what the invitation was about
  language text not null,
  channel text not null,               -- link | personal | mail | embed | kiosk | api …
  piped jsonb not null default '{}',   -- known facts in the questions, as they were shown
  answers jsonb not null default '{}', -- by question key
  turns jsonb not null default '{}',   -- by question key: the number of the form it came with; a later form wins
  revision int not null default 1,
  finish_asked boolean not null default false,       -- “send” was pressed; complete once nothing required is missing
  started_at timestamptz not null,
  changed_at timestamptz not null,
  completed_at timestamptz,
  seconds numeric,                     -- from the first page shown to sent, as far as the forms tell
  counts_for text[] not null default '{}',           -- keys of the quotas it fills
  full_quota text,                     -- key of the quota that was full already: complete, and not counted
  resume_token_hash text,
  ip_hash text,
  device_hash text,
  waiting boolean not null default false,            -- the loop has yet to take it up
  claimed_until timestamptz,
  claimed_by text,
  set_aside text,                      -- why it is kept and not counted: honeypot
  refused text                         -- why the loop could not take it
);
create index survey_answers_survey on survey_answers (survey_id, completed_at);
create index survey_answers_invitation on survey_answers (invitation_id) where invitation_id is not null;
create index survey_answers_identity on survey_answers (identity_id, completed_at) where identity_id is not null;
create index survey_answers_waiting on survey_answers (completed_at) where waiting;

-- Complete answers under each quota: counted here, so that the last place is given away once.
create table survey_quota_counts (
  survey_id uuid not null,
  quota text not null,
  n int not null,
  primary key (survey_id, quota)
);

-- Files sent with an answer lie in the data folder, outside of everything that is served.
create table survey_files (
  file_id uuid primary key,
  answer_id uuid not null,
  survey_id uuid not null,
  question text not null,
  file_name text not null,             -- as the sender called it; never used to open anything
  media_type text not null,            -- by its content
  bytes int not null,
  hash text not null,
  received_at timestamptz not null
);
create index survey_files_answer on survey_files (answer_id);
