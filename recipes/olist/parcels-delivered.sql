-- value: days from the order to the door. failed: on a later calendar day than the customer was promised.
select
  o.order_id || '-delivered' as key,
  c.customer_unique_id as who,
  'order.delivered' as kind,
  o.order_delivered_customer_date::timestamp at time zone 'America/Sao_Paulo' as at,
  round(extract(epoch from o.order_delivered_customer_date::timestamp - o.order_purchase_timestamp::timestamp) / 86400, 2) as value,
  late.days > 0 as failed,
  case when late.days > 0 then 'Delivered ' || late.days || case when late.days = 1 then ' day late' else ' days late' end
    else 'Delivered' end as summary,
  c.customer_state as "dims.state",
  case when late.days < 0 then 'early' when late.days = 0 then 'on_day' when late.days <= 2 then 'late_1_2'
    when late.days <= 7 then 'late_3_7' else 'late_8_plus' end as "dims.delivery",
  late.days as "attributes.days_late"
from staging.orders o
join staging.customers c using (customer_id)
cross join lateral (
  select o.order_delivered_customer_date::date - o.order_estimated_delivery_date::date as days) late
where o.order_delivered_customer_date is not null
