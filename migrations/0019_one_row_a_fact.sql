-- Collect: a fact is one row whoever it is about, and the database itself says so. A batch can then be copied straight in, and is
-- looked up beforehand only where some of it is known. On a cluster, which can hold only a key with the identity in it, the
-- lookup always comes first.
alter table interactions drop constraint interactions_pkey;
alter table interactions add primary key (interaction_id);
alter table responses drop constraint responses_pkey;
alter table responses add primary key (response_id);
