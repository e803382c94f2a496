-- Collect: what waits at the door is written and read whole, and never asked into. As text it costs the door half as much.
alter table deliveries alter column items type text using items::text;
