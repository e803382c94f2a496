-- Collect: what is fetched from other databases, by query.

create table pulls (
  pull_id uuid primary key,
  source_id int not null references sources,
  kind text not null check (kind in ('postgres','mysql')),
  name text not null,
  settings jsonb not null,             -- never a password
  secret text,                         -- sealed (decision 22)
  mapping jsonb not null,              -- how a row becomes facts
  every_minutes int,                   -- null: only when somebody asks
  watermark text,                      -- how far it was read; moves in the transaction that takes in what it stands for
  made_at timestamptz not null,
  made_by uuid,
  ended_at timestamptz                 -- fetched no longer; its runs stay
);
create index pulls_source on pulls (source_id) where ended_at is null;

alter table import_runs add column pull_id uuid;
create index import_runs_pull on import_runs (pull_id, run_id desc) where pull_id is not null;
