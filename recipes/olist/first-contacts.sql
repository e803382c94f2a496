select
  l.mql_id || '-first-contact' as key,
  l.mql_id as who,
  'lead.first_contact' as kind,
  to_timestamp(l.first_contact_date, 'DD-MM-YYYY')::timestamp at time zone 'America/Sao_Paulo' as at,
  coalesce(l.origin, 'unknown') as "attributes.origin"
from staging.leads l
