-- Know: customers who were erased. What remains of them is counted; nothing of it leads back to a person.

alter table customers add column erased_at timestamptz;

create table erasures (
  erasure_id uuid primary key,
  customer_id uuid not null unique,    -- who they were at the end; those merged into them went along
  at timestamptz not null,
  by_person_id uuid references people, -- null: a program or the command line
  by_name text not null,
  reason text not null check (length(btrim(reason)) >= 3),
  went jsonb not null                  -- how much of what, numbers only
);

-- By what they would be known again: HMAC with the installation's key, first 16 bytes. Nobody can read a name out of it, and without
-- the key nobody can try one.
create table erased_keys (
  hash text primary key,
  erasure_id uuid not null references erasures
);
create index erased_keys_erasure on erased_keys (erasure_id);
