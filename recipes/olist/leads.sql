-- A marketing-qualified lead: somebody who asked to sell on the marketplace.
select
  l.mql_id as key,
  'person' as kind,
  'Lead ' || left(l.mql_id, 8) as name,
  d.seller_id as account,
  coalesce(l.origin, 'unknown') as "attributes.origin",
  l.landing_page_id as "attributes.landing_page",
  d.lead_type as "attributes.lead_type",
  d.lead_behaviour_profile as "attributes.behaviour"
from staging.leads l
left join staging.deals d using (mql_id)
