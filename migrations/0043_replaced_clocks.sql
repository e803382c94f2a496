-- Clocks of a case that another took the place of are few. With those that run each has an index of its own; without this one,
-- adding up a case for the figures of flow went through every clock there is.
create index case_clocks_replaced on case_clocks (case_id) where replaced_at is not null;
