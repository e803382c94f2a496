-- A deal won makes an account; the key it shares with the shop's record of the seller makes the two one customer.
select
  d.seller_id as key,
  'account' as kind,
  'Seller ' || left(d.seller_id, 8) as name,
  d.seller_id as "keys.seller",
  d.business_segment as "attributes.segment",
  d.business_type as "attributes.business_type",
  nullif(d.declared_monthly_revenue, '')::numeric as "attributes.declared_monthly_revenue"
from staging.deals d
