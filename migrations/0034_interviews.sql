-- What people said in conversation. Their words become responses like any other; here stands where they come from.

create table interviews (
  interview_id uuid primary key,
  kind text not null check (kind in ('interview', 'call', 'visit', 'focus_group', 'note')),
  title text not null,
  held_on date not null,
  customer_id uuid,                    -- as it was chosen; later merges are followed by the links of identity_id
  identity_id uuid,
  persona text,                        -- key
  consent text not null check (consent in ('named', 'anonymous', 'none')),
  consent_how text,                    -- signed, on the recording, by mail …
  summary text not null default '',
  source_id int not null references sources,
  revision int not null default 1,
  made_at timestamptz not null,
  made_by uuid,
  changed_at timestamptz not null,
  withdrawn_at timestamptz,            -- consent was taken back: the words are gone
  withdrawn_by uuid
);
create index interviews_held on interviews (held_on desc, interview_id);

create table interview_quotes (
  quote_id uuid primary key,
  interview_id uuid not null references interviews,
  position int not null,
  text text,                           -- null: removed, or consent withdrawn
  touchpoint text,                     -- key
  persona text,
  themes text[] not null default '{}',
  metric text,
  value numeric
);
create index interview_quotes_interview on interview_quotes (interview_id, position);
