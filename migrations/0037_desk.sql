-- The desk: what is written and attached at a case, what has to be done in order, what is known to help.

-- Files, in the database: one backup holds everything, and a file stands or falls with what it belongs to. In parts,
-- so that nothing as large as a file is ever held in memory.
create table files (
  file_id uuid primary key,
  name text not null,
  media_type text not null,            -- by its first bytes, never by what it calls itself
  bytes int not null,
  hash text,                           -- sha256
  begun_at timestamptz not null,
  ready_at timestamptz                 -- null: still arriving, or broken off
);
create index files_unfinished on files (begun_at) where ready_at is null;

create table file_parts (
  file_id uuid not null,
  position int not null,
  content bytea not null,
  primary key (file_id, position)
);

create table mail_files (
  mail_id uuid not null,
  position int not null,
  file_id uuid not null,
  primary key (mail_id, position)
);

create table case_files (
  file_id uuid primary key,
  case_id uuid not null,
  person_id uuid not null references people,
  at timestamptz not null,
  used_as text check (used_as in ('note','action','message')),
  used_id uuid,                        -- null: not yet; it lies with a draft
  check ((used_as is null) = (used_id is null))
);
create index case_files_case on case_files (case_id);
create index case_files_used on case_files (used_id) where used_id is not null;
create index case_files_loose on case_files (at) where used_id is null;

-- What somebody is writing: one draft a person, case and kind, on whatever device.
create table case_drafts (
  case_id uuid not null,
  person_id uuid not null references people,
  kind text not null check (kind in ('note','action','email','told')),
  content jsonb not null,
  revision int not null,
  changed_at timestamptz not null,
  set_aside jsonb,                     -- what another device had, when this one was chosen
  primary key (case_id, person_id, kind)
);
create index case_drafts_person on case_drafts (person_id, changed_at desc);

-- A note that was changed keeps what it said before.
create table case_note_versions (
  note_id uuid not null,
  number int not null,
  text text not null,
  replaced_at timestamptz not null,
  primary key (note_id, number)
);

create table case_mentions (
  note_id uuid not null,
  person_id uuid not null references people,
  case_id uuid not null,
  at timestamptz not null,
  primary key (note_id, person_id)
);
create index case_mentions_person on case_mentions (person_id, at desc);
create index case_mentions_case on case_mentions (case_id);

create table checklists (
  checklist_id uuid primary key,
  name text not null,
  touchpoints text[] not null default '{}',  -- keys; none: all
  rules text[] not null default '{}',        -- keys of case rules; none: all
  kinds text[] not null default '{}',        -- what opened it: response, interaction, person; none: all
  revision int not null default 1,
  made_at timestamptz not null,
  made_by uuid,
  archived_at timestamptz
);

-- A step that is worded anew is another step: who ticked the old words did not tick the new ones.
create table checklist_steps (
  step_id uuid primary key,
  checklist_id uuid not null references checklists,
  position int not null,
  text text not null,
  before_telling boolean not null default false,
  retired_at timestamptz
);
create index checklist_steps_list on checklist_steps (checklist_id, position) where retired_at is null;

create table case_steps (
  tick_id uuid primary key,
  case_id uuid not null,
  step_id uuid not null references checklist_steps,
  at timestamptz not null,
  person_id uuid not null references people,
  undone_at timestamptz,
  undone_by uuid
);
create unique index case_steps_done on case_steps (case_id, step_id) where undone_at is null;
create index case_steps_case on case_steps (case_id);

create table library_entries (
  entry_id uuid primary key,
  kind text not null check (kind in ('article','message')),
  touchpoints text[] not null default '{}',
  owner_id uuid not null references people,
  review_by date not null,
  made_at timestamptz not null,
  made_by uuid,
  current_id uuid,                     -- the approved version
  pending_id uuid,                     -- the one being written or waiting for approval
  retired_at timestamptz,
  retired_by uuid,
  retired_why text
);

create table library_versions (
  version_id uuid primary key,
  entry_id uuid not null references library_entries,
  number int not null,
  texts jsonb not null,                -- {en: {title, subject, body}, de: {…}}
  words tsvector not null,
  revision int not null default 1,
  written_at timestamptz not null,
  written_by uuid not null references people,
  submitted_at timestamptz,
  submitted_by uuid,
  approved_at timestamptz,
  approved_by uuid,
  returned_at timestamptz,
  returned_by uuid,
  returned_why text,
  unique (entry_id, number),
  check (approved_by is null or (approved_by <> written_by and approved_by is distinct from submitted_by))
);
create index library_versions_words on library_versions using gin (words);

-- Nobody's name stands here: it is counted what helps, not who wrote.
create table library_uses (
  use_id uuid primary key,
  entry_id uuid not null references library_entries,
  version_id uuid not null,
  case_id uuid not null,
  message_id uuid,
  at timestamptz not null,
  helped boolean                       -- what the customer said last; null: nothing yet
);
create index library_uses_entry on library_uses (entry_id, helped);
create index library_uses_case on library_uses (case_id);

-- What worked: cases whose customers said so. Small beside all cases, so that a search in it stays quick.
create table worked_cases (
  case_id uuid primary key,
  touchpoint_id int not null,
  rule_id int,
  confirmed_at timestamptz not null,
  words tsvector not null
);
create index worked_cases_place on worked_cases (touchpoint_id, confirmed_at desc);
create index worked_cases_rule on worked_cases (rule_id, confirmed_at desc);
create index worked_cases_words on worked_cases using gin (words);

insert into worked_cases (case_id, touchpoint_id, rule_id, confirmed_at, words)
  select c.case_id, c.touchpoint_id, c.rule_id, a.at, to_tsvector('simple', coalesce(c.quote, '') || ' ' || c.reason)
  from cases c cross join lateral (select f.at, f.helped from case_confirmations f where f.case_id = c.case_id
    order by f.at desc, f.confirmation_id desc limit 1) a
  where a.helped;
