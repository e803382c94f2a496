-- Sign-in: passwords, sessions, and links that work once. Only hashes are kept: whoever reads the tables can sign in as nobody.

create table passwords (
  person_id uuid primary key references people,
  hash text not null,                  -- scrypt$N$r$p$salt$key
  set_at timestamptz not null
);

create table sessions (
  session_id uuid primary key,
  person_id uuid not null references people,
  token_hash text not null unique,     -- sha256 of the cookie
  means text not null check (means in ('password','link','invitation','setup','demo')),
  made_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text,
  agent text
);
create index sessions_person on sessions (person_id) where ended_at is null;

create table sign_in_links (
  link_id uuid primary key,
  person_id uuid not null references people,
  token_hash text not null unique,
  purpose text not null check (purpose in ('sign_in','invitation')),
  made_at timestamptz not null,
  made_by uuid,
  expires_at timestamptz not null,
  used_at timestamptz
);
