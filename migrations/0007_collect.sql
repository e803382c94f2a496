-- Collect: uploads, the life of an import run, what a source sends each day, deliveries taken up by many processes.

create table uploads (
  upload_id uuid primary key,
  file_name text not null,
  bytes bigint not null,
  hash text not null,                  -- sha256 of the bytes as sent
  made_at timestamptz not null,
  made_by text not null
);

alter table import_runs add column upload_id uuid;
alter table import_runs add column uploads uuid[] not null default '{}'; -- a recipe's files
alter table import_runs add column columns text[] not null default '{}';
alter table import_runs add column warnings text[] not null default '{}';
alter table import_runs add column step text;                   -- what a recipe is doing now
alter table import_runs add column steps jsonb not null default '[]';
alter table import_runs add column begun_at timestamptz;        -- null: waits for its turn
alter table import_runs add column holder text;                 -- host:pid:start of the process that works on it
alter table import_runs add column cancel_asked_at timestamptz;
alter table import_runs add column cancelled_at timestamptz;
create index import_runs_open on import_runs (run_id) where finished_at is null and failed_at is null and cancelled_at is null;
create index import_runs_hash on import_runs (file_hash);

create table source_days (
  source_id int not null,
  day date not null,                   -- UTC day of arrival
  taken bigint not null default 0,
  rejected bigint not null default 0,
  primary key (source_id, day)
);

alter table deliveries add column claimed_until timestamptz;    -- a process works on it; free again afterwards
alter table deliveries add column claimed_by text;
alter table deliveries add column refused jsonb;                -- accepted at the door, refused by the loop: kept, never dropped
create index deliveries_received on deliveries (received_at) where items is null;
