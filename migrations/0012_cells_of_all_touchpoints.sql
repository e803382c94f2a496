-- Measure: cells of all touchpoints together (touchpoint −1), as there are of all slices together (slice 0). A reading in total,
-- over time or by slice then adds up one cell a slice and day, however many touchpoints the maps have.
insert into cells (metric_id, span, slice_id, touchpoint_id, day, n, sum, sumsq, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10)
  select metric_id, span, slice_id, -1, day, sum(n)::bigint, sum(sum), sum(sumsq), sum(h0)::int, sum(h1)::int, sum(h2)::int,
    sum(h3)::int, sum(h4)::int, sum(h5)::int, sum(h6)::int, sum(h7)::int, sum(h8)::int, sum(h9)::int, sum(h10)::int
  from cells where touchpoint_id <> -1 group by metric_id, span, slice_id, day;
