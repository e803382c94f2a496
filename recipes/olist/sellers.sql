select
  s.seller_id as key,
  'account' as kind,
  'Seller ' || left(s.seller_id, 8) as name,
  s.seller_id as "keys.seller",
  s.seller_state as "attributes.state",
  initcap(s.seller_city) as "attributes.city"
from staging.sellers s
