-- Govern: what data there is, who may see it, who asked, and whom one department alone can reach.

-- Data sets, products and services, and what changes outside. Each with somebody who answers for it.
create table catalogue_items (
  item_id uuid primary key,
  kind text not null check (kind in ('data_set','product','trend')),
  key text not null unique,
  name text not null,
  description text not null default '',
  owner_person_id uuid references people,
  department_id uuid references departments,
  sensitivity text not null check (sensitivity in ('public','internal','confidential','personal','special')),
  url text,
  review_on date,                      -- from this day on somebody should look whether it still holds
  made_at timestamptz not null,
  made_by uuid,
  archived_at timestamptz
);

-- Which sources a data set consists of.
create table catalogue_sources (
  item_id uuid not null references catalogue_items,
  source_id int not null references sources,
  primary key (item_id, source_id)
);

-- Who may see a data set: one standing row a department; what it was before keeps its row. None: nobody has said.
create table openness (
  openness_id uuid primary key,
  item_id uuid not null references catalogue_items,
  department_id uuid not null references departments,
  level text not null check (level in ('full','aggregated','on_request','closed')),
  reason text,
  made_at timestamptz not null,
  made_by uuid,
  ended_at timestamptz,
  check (level <> 'closed' or length(btrim(reason)) >= 3)
);
create unique index openness_standing on openness (item_id, department_id) where ended_at is null;

create table access_requests (
  request_id uuid primary key,
  item_id uuid not null references catalogue_items,
  department_id uuid not null references departments,
  level text not null check (level in ('full','aggregated')),
  purpose text not null check (length(btrim(purpose)) >= 3),
  asked_at timestamptz not null,
  asked_by uuid not null references people,
  due_at timestamptz not null,
  withdrawn_at timestamptz
);
create index access_requests_item on access_requests (item_id);

-- Whom it was put to, one after the other.
create table access_asks (
  ask_id uuid primary key,
  request_id uuid not null references access_requests,
  rung text not null check (rung in ('owner','head','sponsor')),
  person_id uuid not null references people,
  asked_at timestamptz not null,
  due_at timestamptz,                  -- null: nobody stands above
  unique (request_id, rung)
);

create table access_answers (
  request_id uuid primary key references access_requests,
  granted boolean not null,
  level text check (level in ('full','aggregated')),
  reason text,
  answered_at timestamptz not null,
  answered_by uuid not null references people,
  openness_id uuid references openness,          -- the row of the matrix that a grant made
  check (granted = (level is not null)),
  check (granted or length(btrim(reason)) >= 3)  -- a denial without a reason is none
);

-- By the day: the silo index with what it was computed from, and customers only one department reaches.
create table silo_days (
  day date primary key,
  silo numeric,                        -- 0 (everything open where it is needed) to 100; null: nothing to tell
  pairs int not null,
  closed int not null,
  undecided int not null
);
create table reach_days (
  day date not null,
  department_id uuid not null references departments,
  customers bigint not null,           -- known to a source of the department
  alone bigint not null,               -- of these, to no source of another one
  primary key (day, department_id)
);
