-- What open pages hear at once, and what a person is told: in the bell, on the desktop, by mail now or in a digest.

-- What happened, in the one order every stream gives it in. `seq` is given after the commit, by one at a time
-- (live_head is locked for it): numbers taken inside of transactions would appear out of order, and a reader that has
-- seen 7 would never see the 6 that commits later. Kept for two days: longer absences read their pages afresh.
create table live_log (
  event_id uuid primary key,           -- v7
  at timestamptz not null,
  name text not null,
  kind text not null,
  id text not null,
  about jsonb not null default '{}',   -- ids only
  to_person uuid,                      -- for this person alone
  seq bigint
);
create unique index live_log_seq on live_log (seq) where seq is not null;
create index live_log_waiting on live_log (event_id) where seq is null;
create index live_log_at on live_log (at);
create table live_head (one boolean primary key default true check (one), seq bigint not null);
insert into live_head values (true, 0);

create table notices (
  notice_id uuid primary key,          -- v7: ordered by time
  person_id uuid not null references people on delete cascade,
  kind text not null,                  -- src/platform/notices/kinds.ts
  subject_kind text,                   -- what it is about: case …
  subject_id text,
  href text not null,                  -- below the base address
  title text not null,
  text text not null,
  urgent boolean not null default false,
  made_at timestamptz not null,
  in_app boolean not null,             -- stands in the bell
  desktop boolean not null,            -- is shown on the desktop as it comes
  read_at timestamptz,
  mail text not null check (mail in ('at_once','digest','never')),
  mail_due_at timestamptz,             -- waits for the end of quiet hours or for the digest
  mail_id uuid                         -- went out with this one
);
create index notices_of_person on notices (person_id, notice_id desc) where in_app;
create index notices_unread on notices (person_id) where in_app and read_at is null;
create index notices_about on notices (person_id, subject_kind, subject_id) where read_at is null;
create index notices_waiting on notices (mail_due_at) where mail_due_at is not null and mail_id is null;

-- Where a person differs from what is usual for the kind.
create table notice_choices (
  person_id uuid not null references people on delete cascade,
  kind text not null,
  in_app boolean not null,
  desktop boolean not null,
  mail text not null check (mail in ('at_once','digest','never')),
  primary key (person_id, kind)
);

create table notice_hours (
  person_id uuid primary key references people on delete cascade,
  timezone text not null,
  quiet_from int check (quiet_from between 0 and 1439),    -- minutes of the day; null: never quiet
  quiet_until int check (quiet_until between 0 and 1439),
  quiet_days int[] not null default '{}',                  -- whole days, 1 Monday … 7 Sunday
  urgent_passes boolean not null default true,
  digest text not null default 'daily' check (digest in ('daily','weekly')),
  digest_at int not null default 480 check (digest_at between 0 and 1439),
  digest_on int not null default 1 check (digest_on between 1 and 7),
  check ((quiet_from is null) = (quiet_until is null))
);
