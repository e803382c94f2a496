-- Platform: settings, the audit chain, domain events, keys, mail.

create table settings (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by uuid
);

-- Append-only, hash-chained: hash = sha256(prev_hash || canonical entry). One head row orders the writers.
create table audit_head (one boolean primary key default true check (one), seq bigint not null, hash text not null);
insert into audit_head values (true, 0, repeat('0', 64));
create table audit_entries (
  seq bigint primary key,
  at timestamptz not null,
  actor_kind text not null,            -- person | key | operator | customer | system
  actor_id text,
  actor_name text not null,
  verb text not null,                  -- case.closed, assignment.made …
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null default '{}',
  request_id text,
  prev_hash text not null,
  hash text not null
);
create index audit_entries_subject on audit_entries (subject_kind, subject_id);

create table events (
  event_id uuid primary key,           -- v7: ordered by time
  name text not null,
  at timestamptz not null,
  subject_kind text not null,
  subject_id text not null,
  data jsonb not null default '{}'
);
create index events_subject on events (subject_kind, subject_id, event_id);

create table api_keys (
  key_id uuid primary key,
  name text not null,
  prefix text not null,                -- the first characters, so that people can tell keys apart
  hash text not null unique,           -- sha256 of the key; the key itself is shown once
  scopes text[] not null,
  made_by uuid,
  made_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid
);

-- Every mail Onus sends; the outbox page of the demo shows this table.
create table mails (
  mail_id uuid primary key,
  to_address text not null,
  to_name text,
  subject text not null,
  text_body text not null,
  html_body text,
  headers jsonb not null default '{}',
  purpose text not null,               -- follow_up | magic_link | notice | invitation
  subject_kind text,                   -- what it is about: case …
  subject_id text,
  message_id text not null unique,     -- RFC 5322, fixed before the first try so that a repeat can be recognised
  queued_at timestamptz not null,
  tried_at timestamptz,
  tries int not null default 0,
  sent_at timestamptz,
  failed_at timestamptz,
  failure text
);
create index mails_about on mails (subject_kind, subject_id);
create index mails_queued on mails (queued_at desc);
