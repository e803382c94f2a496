select
  d.mql_id || '-won' as key,
  d.seller_id as who,
  'deal.won' as kind,
  to_timestamp(d.won_date, 'DD-MM-YYYY HH24:MI')::timestamp at time zone 'America/Sao_Paulo' as at,
  'Won as a seller: ' || coalesce(replace(d.business_segment, '_', ' '), 'segment unknown') as summary,
  d.business_segment as "attributes.segment"
from staging.deals d
