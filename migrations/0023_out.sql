-- Out: what happened here is told to other systems. An event becomes one message, and one delivery for each endpoint that
-- wants it; every request made for it is on record.

create table out_endpoints (
  endpoint_id uuid primary key,
  kind text not null check (kind in ('webhook','slack','teams','crm')),
  name text not null,
  description text not null default '',
  address text not null,               -- as shown; what is secret in it is left out
  sealed_url text,                     -- where the address itself is the secret (decision 22)
  event_types text[] not null,
  department_ids uuid[] not null default '{}',  -- only what concerns these; empty: all
  settings jsonb not null default '{}',
  owner_id uuid references people,     -- hears of it when deliveries keep failing
  failing_since timestamptz,           -- the first failure after the last success
  rests_until timestamptz,             -- the receiver asked for a pause, or had its message for this minute
  made_at timestamptz not null,
  made_by uuid,
  ended_at timestamptz
);

-- What messages are signed with, or what opens the receiver's door. While two overlap, both sign.
create table out_secrets (
  secret_id uuid primary key,
  endpoint_id uuid not null references out_endpoints,
  sealed text not null,
  from_at timestamptz not null,
  until_at timestamptz,
  made_by uuid
);
create index out_secrets_endpoint on out_secrets (endpoint_id, from_at);

-- While a row is open nothing is sent; what happens meanwhile waits.
create table out_stops (
  stop_id uuid primary key,
  endpoint_id uuid not null references out_endpoints,
  why text not null check (why in ('person','gone','failing')),
  detail text,
  at timestamptz not null,
  by uuid,
  ended_at timestamptz,
  ended_by uuid
);
create unique index out_stops_open on out_stops (endpoint_id) where ended_at is null;

-- Written in the transaction of the event; taken away in the one that writes its deliveries.
create table out_waiting (event_id uuid primary key);

create table out_messages (
  message_id uuid primary key,         -- the event's id: however often it is sent, the receiver knows it again
  type text not null,
  occurred_at timestamptz not null,
  body text not null,                  -- byte for byte what is sent, each time
  case_id uuid,
  customer_id uuid,
  department_id uuid,
  made_at timestamptz not null
);
create index out_messages_made on out_messages (made_at);

create table out_deliveries (
  delivery_id uuid primary key,
  endpoint_id uuid not null references out_endpoints,
  message_id uuid not null,
  made_at timestamptz not null,
  due_at timestamptz not null,
  claim uuid,                          -- who is sending it at the moment …
  claimed_until timestamptz,           -- … and from when on another may
  tries int not null default 0,        -- since it was last asked for
  delivered_at timestamptz,
  given_up_at timestamptz,
  failure text,
  unique (endpoint_id, message_id)
);
create index out_deliveries_due on out_deliveries (endpoint_id, due_at) where delivered_at is null and given_up_at is null;
create index out_deliveries_log on out_deliveries (endpoint_id, delivery_id desc);
create index out_deliveries_message on out_deliveries (message_id);

-- One request. For chat and CRM it may stand for several deliveries.
create table out_attempts (
  attempt_id uuid primary key,
  endpoint_id uuid not null,
  at timestamptz not null,
  ms int not null,
  request text,                        -- method and address, without what is secret
  status int,
  failure text,
  response text                        -- the beginning of what was answered
);
create table out_attempted (
  delivery_id uuid not null,
  attempt_id uuid not null,
  primary key (delivery_id, attempt_id)
);
create index out_attempted_attempt on out_attempted (attempt_id);
