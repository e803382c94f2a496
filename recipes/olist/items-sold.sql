-- What the marketplace is to a seller.
select
  i.order_id || '-' || i.order_item_id || '-sold' as key,
  i.seller_id as who,
  'item.sold' as kind,
  o.order_purchase_timestamp::timestamp at time zone 'America/Sao_Paulo' as at,
  i.price::numeric as value,
  'Sold ' || replace(coalesce(t.product_category_name_english, p.product_category_name, 'an item'), '_', ' ') as summary,
  coalesce(t.product_category_name_english, p.product_category_name) as "attributes.category"
from staging.items i
join staging.orders o using (order_id)
left join staging.products p using (product_id)
left join staging.categories t using (product_category_name)
