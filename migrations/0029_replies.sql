-- Close: what a customer answers by mail stands in the case's thread.

alter table case_messages add column incoming_id bigint unique;  -- the mail it came as; taken into one thread, once
