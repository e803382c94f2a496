-- Own: the linter over a large registry.

-- Which touchpoints were measured of late is one short range, not a probe of each. A counted answer touches none of these
-- columns, so that cells are still updated in place.
create index cells_months on cells (day, touchpoint_id, metric_id) where span = 'm' and slice_id = 0;
