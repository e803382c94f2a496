-- Close: step-ins and hand-overs to the end, money to put things right, and thanks.

-- A step-in that was taken back leaves nobody an advocate.
alter table case_holders add column handed_back_at timestamptz;
create index case_holders_case on case_holders (case_id, from_at);
create index case_holders_stepped_in on case_holders (case_id) where rung = 'stepped_in' and handed_back_at is null;

alter table case_handovers
  add column wanted_person_id uuid references people,  -- whom the giver named, where somebody else is asked instead
  add column asked_instead text check (asked_instead in ('cover','whose')),  -- away: their cover; the third: whose is it?
  add column gives_back boolean not null default false;                      -- back to who gave it, with a reason

-- Whose money it is: of a department, of a role, of a role in a department, or (neither) everybody's.
create table recovery_pots (
  pot_id uuid primary key,
  department_id uuid references departments,
  role text
);
create unique index recovery_pots_of on recovery_pots
  (coalesce(department_id, '00000000-0000-0000-0000-000000000000'), coalesce(role, ''));
insert into recovery_pots (pot_id) values ('00000000-0000-0000-0000-000000000000');

-- What may be spent without asking, in minor units (cents). Dated: a changed limit ends one row and begins the next.
create table recovery_terms (
  terms_id uuid primary key,
  pot_id uuid not null references recovery_pots,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  per_case bigint not null check (per_case >= 0),
  per_customer bigint not null check (per_customer >= 0),  -- in a calendar month
  per_month bigint not null check (per_month >= 0),        -- all of the pot, in a calendar month
  from_at timestamptz not null,
  until_at timestamptz,
  made_by uuid
);
create unique index recovery_terms_current on recovery_terms (pot_id) where until_at is null;

-- Months that finance has closed: nothing is booked into them any more.
create table recovery_months (
  month date primary key check (extract(day from month) = 1),
  closed_at timestamptz not null,
  closed_by uuid
);

-- What a customer was promised: asked for once, never changed. What became of it stands in the ledger and the approvals.
create table redresses (
  redress_id uuid primary key,
  case_id uuid not null,
  kind text not null check (kind in ('refund','voucher','replacement','goodwill','other')),
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason text not null check (length(btrim(reason)) >= 3),
  given_on date not null,
  month date not null,                 -- whose limits it uses
  pot_id uuid not null references recovery_pots,
  asked_by uuid not null references people,
  asked_at timestamptz not null
);
create index redresses_case on redresses (case_id);
create index redresses_month on redresses (month);

create table redress_approvals (
  approval_id uuid primary key,
  redress_id uuid not null references redresses,
  approver_id uuid not null references people,
  asked_at timestamptz not null,
  answer_by timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  answer text check (answer in ('approved','refused','withdrawn','passed_on','lapsed')),
  reason text,
  check ((answered_at is null) = (answer is null))
);
create unique index redress_approvals_pending on redress_approvals (redress_id) where answer is null;
create index redress_approvals_of on redress_approvals (approver_id) where answer is null;
create index redress_approvals_due on redress_approvals (answer_by) where answer is null;
create index redress_approvals_redress on redress_approvals (redress_id);

-- Every movement has two sides, and what is wrong is put right by a counter-entry. It knows no customer, only the redress.
create table recovery_entries (
  entry_id uuid primary key,
  redress_id uuid not null references redresses,
  pot_id uuid not null references recovery_pots,
  budget_month date not null,          -- whose limit it uses: that of the redress
  month date not null,                 -- booked in; later than the other for what comes back after the month was closed
  at timestamptz not null,
  person_id uuid,
  kind text not null check (kind in ('reserved','released','spent','returned','corrected')),
  from_account text not null check (from_account in ('available','reserved','spent')),
  to_account text not null check (to_account in ('available','reserved','spent')),
  amount bigint not null check (amount > 0),
  corrects uuid references recovery_entries,
  reason text,
  check (from_account <> to_account)
);
create index recovery_entries_pot on recovery_entries (pot_id, budget_month);
create index recovery_entries_redress on recovery_entries (redress_id);
create index recovery_entries_month on recovery_entries (month);

create function recovery_entries_stay() returns trigger language plpgsql as $$
begin
  -- The words alone may go, with the customer they may speak of.
  if tg_op = 'UPDATE' then
    if new.reason is null and to_jsonb(new) - 'reason' = to_jsonb(old) - 'reason' then
      return new;
    end if;
  end if;
  raise exception 'An entry of the recovery ledger stays as it is. Put it right by a counter-entry.';
end $$;
create trigger recovery_entries_stay before update or delete on recovery_entries
  for each row execute function recovery_entries_stay();

-- Somebody went out of their way. Suggested by a customer's yes, published by the first thanks, hidden by whom it is about.
create table recognitions (
  recognition_id uuid primary key,
  person_id uuid not null references people,
  case_id uuid,
  confirmation_id uuid,                -- the customer's own words stay there, so that they go when the customer's go
  at timestamptz not null,
  published_at timestamptz,
  hidden_at timestamptz,
  unique (confirmation_id, person_id)
);
create index recognitions_feed on recognitions (published_at desc, recognition_id desc) where published_at is not null;
create index recognitions_suggested on recognitions (at desc) where published_at is null;
create index recognitions_person on recognitions (person_id, at);
create index recognitions_case on recognitions (case_id);

create table recognition_thanks (
  recognition_id uuid not null references recognitions,
  person_id uuid not null references people,
  at timestamptz not null,
  words text check (words is null or length(btrim(words)) > 0),
  primary key (recognition_id, person_id)
);
create index recognition_thanks_at on recognition_thanks (at);
