-- value: what the goods cost. failed: the order was cancelled or could not be supplied.
with basket as (
  select i.order_id, sum(i.price::numeric) as price, count(*) as pieces,
    min(coalesce(t.product_category_name_english, p.product_category_name)) as category
  from staging.items i
  left join staging.products p using (product_id)
  left join staging.categories t using (product_category_name)
  group by i.order_id)
select
  o.order_id || '-placed' as key,
  c.customer_unique_id as who,
  'order.placed' as kind,
  o.order_purchase_timestamp::timestamp at time zone 'America/Sao_Paulo' as at,
  b.price as value,
  o.order_status in ('canceled', 'unavailable') as failed,
  'Ordered ' || coalesce(b.pieces || ' × ' || replace(b.category, '_', ' '), 'goods') as summary,
  c.customer_state as "dims.state",
  o.order_status as "attributes.status",
  o.order_id as "attributes.order"
from staging.orders o
join staging.customers c using (customer_id)
left join basket b using (order_id)
