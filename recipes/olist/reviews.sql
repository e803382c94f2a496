-- A review id stands for one request that may cover several orders, and an order may be reviewed more than once:
-- only the two together name one answer. Days late are calendar days from the promised day; what never arrived is neither.
with paid as (
  select order_id, (array_agg(payment_type order by payment_value::numeric desc, payment_sequential::int))[1] as payment
  from staging.payments group by order_id)
select
  r.review_id || '-' || r.order_id as key,
  c.customer_unique_id as who,
  'review_score' as metric,
  r.review_score::numeric as value,
  nullif(concat_ws(' · ', nullif(trim(r.review_comment_title), ''), nullif(trim(r.review_comment_message), '')), '') as comment,
  r.review_answer_timestamp::timestamp at time zone 'America/Sao_Paulo' as at,
  case when late.days < 0 then 'early' when late.days = 0 then 'on_day' when late.days <= 2 then 'late_1_2'
    when late.days <= 7 then 'late_3_7' when late.days > 7 then 'late_8_plus' end as "dims.delivery",
  c.customer_state as "dims.state",
  p.payment as "dims.payment",
  o.order_id as "attributes.order",
  o.order_status as "attributes.status"
from staging.reviews r
join staging.orders o using (order_id)
join staging.customers c using (customer_id)
left join paid p using (order_id)
cross join lateral (
  select o.order_delivered_customer_date::date - o.order_estimated_delivery_date::date as days) late
