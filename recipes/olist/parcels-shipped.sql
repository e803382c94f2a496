-- value: days until the carrier had it. failed: after the last of the days by which its sellers had to hand it over.
with due as (
  select order_id, max(shipping_limit_date::timestamp) as by from staging.items group by order_id)
select
  o.order_id || '-shipped' as key,
  c.customer_unique_id as who,
  'order.shipped' as kind,
  o.order_delivered_carrier_date::timestamp at time zone 'America/Sao_Paulo' as at,
  round(extract(epoch from o.order_delivered_carrier_date::timestamp - o.order_purchase_timestamp::timestamp) / 86400, 2) as value,
  o.order_delivered_carrier_date::timestamp > d.by as failed,
  c.customer_state as "dims.state"
from staging.orders o
join staging.customers c using (customer_id)
left join due d using (order_id)
where o.order_delivered_carrier_date is not null
