-- Every order has a customer_id of its own; customer_unique_id is the person. Somebody who moved keeps the last address
-- that stands in the file.
select distinct on (c.customer_unique_id)
  c.customer_unique_id as key,
  'person' as kind,
  'Customer ' || left(c.customer_unique_id, 8) as name,
  c.customer_unique_id as "keys.olist_customer",
  c.customer_state as "attributes.state",
  initcap(c.customer_city) as "attributes.city"
from staging.customers c
order by c.customer_unique_id, c.line desc
