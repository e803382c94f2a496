-- Collect: how the ids of a source's facts are made (decision 39).
--   1  first 128 bits of sha256(source key || 0x1f || type || 0x1f || delivery key): each key anywhere
--   2  first 32 bits of it over the delivery key without its last three characters, then 96 bits of it over the whole:
--      facts with neighbouring keys, which mostly come together, lie together in the index as well
-- What was stored before keeps its ids, and what is delivered again must find it: sources of old stay with 1.
alter table sources add column fact_ids smallint not null default 1 check (fact_ids in (1, 2));
alter table sources alter column fact_ids set default 2;
