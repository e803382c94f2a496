-- The reviews know the same people under the same key; the shared key links the two records.
select distinct
  c.customer_unique_id as key,
  'person' as kind,
  c.customer_unique_id as "keys.olist_customer"
from staging.reviews r
join staging.orders o using (order_id)
join staging.customers c using (customer_id)
