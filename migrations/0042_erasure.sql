-- Know: customers who were erased. What remains of them is counted; nothing of it leads back to a person.

alter table customers add column erased_at timestamptz;

-- An answer whose sender was erased takes no corrections, whoever still has its page open.
alter table survey_answers add column erased_at timestamptz;

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

-- Mails are found by whom they went to and came from.
create index mails_to on mails (lower(to_address)) where purpose in ('follow_up','survey');
create index incoming_mails_sender on incoming_mails (lower(sender));
create index incoming_mails_envelope on incoming_mails (lower(envelope_from));

-- BI: an erased customer keeps the id that figures hang on, and has a key nowhere any more.
create or replace view bi.customers as
  select c.customer_id, c.kind, c.made_at, c.merged_into,
    greatest(c.made_at, (select max(greatest(l.linked_at, i.changed_at)) from links l join identities i using (identity_id)
      where l.customer_id = c.customer_id), c.erased_at) as changed_at, c.erased_at
  from customers c;
comment on column bi.customers.erased_at is 'When they were erased: erase what you hold of them; null: they were not';

create or replace view bi.customer_keys as
  select coalesce(l.customer_id, i.identity_id) as customer_id, s.key as source, i.external_key as key, i.kind as record_kind,
    i.first_seen_at, greatest(i.changed_at, l.linked_at) as changed_at
  from identities i join sources s using (source_id) left join links l using (identity_id)
  where i.content_hash <> 'erased';
