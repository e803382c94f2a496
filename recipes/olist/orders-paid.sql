-- One payment an order: several cards or vouchers are its parts. The largest part says how it was paid.
with paid as (
  select order_id, sum(payment_value::numeric) as value, max(payment_installments::int) as installments,
    (array_agg(payment_type order by payment_value::numeric desc, payment_sequential::int))[1] as payment
  from staging.payments group by order_id)
select
  o.order_id || '-paid' as key,
  c.customer_unique_id as who,
  'order.paid' as kind,
  o.order_approved_at::timestamp at time zone 'America/Sao_Paulo' as at,
  p.value,
  'Paid by ' || replace(p.payment, '_', ' ') as summary,
  c.customer_state as "dims.state",
  p.payment as "dims.payment",
  p.installments as "attributes.installments"
from staging.orders o
join staging.customers c using (customer_id)
join paid p using (order_id)
where o.order_approved_at is not null
