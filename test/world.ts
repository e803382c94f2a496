import { type Database, type Runner, sql } from '../src/platform/database.ts';

/** The least a loop needs: one source, three metrics, two dimensions, one journey with three touchpoints, a sponsor. */
export async function smallWorld(db: Runner): Promise<{ sourceId: number }> {
  await db.raw(`
    insert into people (person_id, name, email, colour, made_at)
      values ('00000000-0000-7000-8000-000000000001', 'Ada Sponsor', 'ada@x.example', '#555555', '2020-01-01');
    insert into person_roles (person_id, role, granted_at) values ('00000000-0000-7000-8000-000000000001', 'sponsor', '2020-01-01');
    insert into sources (key, name, kind, made_at) values ('shop', 'Shop', 'crm', '2020-01-01');
    insert into metrics (key, name, kind, taken_from, scale_min, scale_max, common, interaction_kinds, take, made_at) values
      ('nps', 'NPS', 'nps', 'response', 0, 10, true, '{}', 'value', '2020-01-01'),
      ('late', 'Late', 'rate', 'interaction', null, null, false, '{delivery.done}', 'failed', '2020-01-01'),
      ('days', 'Days', 'duration', 'interaction', null, null, false, '{delivery.done}', 'value', '2020-01-01');
    insert into dimensions (key, name, position) values ('region', 'Region', 0), ('plan', 'Plan', 1);
    insert into journeys (journey_id, key, name, made_at, changed_at) values (1, 'buy', 'Buy', '2020-01-01', '2020-01-01');
    insert into phases (phase_id, journey_id, key, name, position) values (1, 1, 'all', 'All', 0);
    insert into touchpoints (touchpoint_id, phase_id, key, name, position) values (1, 1, 'order', 'Order', 0), (2, 1, 'delivery', 'Delivery', 1), (3, 1, 'help', 'Help', 2);
    insert into placement_rules (position, touchpoint_id, applies_to, conditions, made_at)
      values (0, 2, 'interaction', '{"kind": "delivery.done"}', '2020-01-01');
    insert into case_rules (key, name, applies_to, metric_key, at_most, urgent, within_days, active_from)
      values ('low', 'Low score', 'response', 'nps', 6, false, 3650, '2020-01-01')`);
  const { id } = await db.one<{ id: number }>(sql`select source_id as id from sources where key = 'shop'`);
  return { sourceId: id };
}

/** Everything facts and figures consist of, without ids and times of storing: two databases with the same content read the same. */
export async function contentOf(db: Database): Promise<Record<string, unknown[]>> {
  const read = async (text: string) => (await db.raw(text)).rows;
  return {
    identities: await read(
      'select identity_id, external_key, name, email, attributes from identities order by 1',
    ),
    interactions: await read(
      'select interaction_id, identity_id, kind_id, touchpoint_id, s.key, occurred_at, value, failed, summary from interactions join slices s using (slice_id) order by 1',
    ),
    responses: await read(
      'select response_id, identity_id, metric_id, touchpoint_id, s.key, occurred_at, value, comment from responses join slices s using (slice_id) order by 1',
    ),
    cells: await read(
      `select metric_id, span, touchpoint_id, coalesce(s.key, '*') as slice, day, c.n, c.sum, c.sumsq, h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10
       from cells c left join slices s using (slice_id) where c.n <> 0 order by 1, 2, 3, 4, 5`,
    ),
  };
}

/** Customers as sets of records, whatever ids they were given. */
export async function circles(db: Database): Promise<string[]> {
  const rows = (
    await db.raw(
      "select string_agg(external_key, ' ' order by external_key) as keys from links join identities using (identity_id) group by customer_id order by 1",
    )
  ).rows;
  return rows.map((row) => String(row.keys)).sort();
}
