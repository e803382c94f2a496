import { sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { PhaseDocument } from './document.ts';

interface Kept {
  id: string;
  phaseId: number;
  lane: string;
  text: string;
}

/**
 * A document gives notes no ids, yet comments hang on them: a note is found again by its words where it stood, by its
 * words anywhere on the map (it was moved), by its place in its lane (it was reworded), or by its words among those that
 * were removed while people spoke about them (it was brought back).
 */
export async function writeNotes(
  tx: Tx,
  map: { journeyId: number; phases: PhaseDocument[]; ids: Map<string, number>; owners: Map<string, string> },
): Promise<void> {
  const kept = await tx.all<Kept>(sql`
    select n.note_id as id, n.phase_id as "phaseId", n.lane, n.text from lane_notes n join phases p using (phase_id)
    where p.journey_id = ${map.journeyId} order by n.position, n.note_id`);
  const removed = await tx.all<Kept>(sql`
    select distinct c.object_key::uuid as id, 0 as "phaseId", '' as lane, c.object_name as text from map_comments c
    where c.journey_id = ${map.journeyId} and c.object_kind = 'note'
      and not exists (select 1 from lane_notes n where n.note_id = c.object_key::uuid)`);
  const rows = map.phases.flatMap((phase) =>
    phase.notes.map((note, position) => ({
      id: '',
      phaseId: map.ids.get(phase.key) ?? 0,
      position,
      lane: note.lane as string,
      text: note.text,
      owner: note.owner ? (map.owners.get(note.owner) ?? null) : null,
    })),
  );
  const left = new Set([...kept, ...removed]);
  const ways: ((row: (typeof rows)[number]) => string)[] = [
    ({ phaseId, lane, text }) => `${phaseId} ${lane} ${text}`,
    ({ lane, text }) => `${lane} ${text}`,
    ({ text }) => text,
    ({ phaseId, lane }) => `${phaseId} ${lane}`,
  ];
  for (const way of ways) {
    const waiting = Map.groupBy(left, (note) => way({ ...note, id: '', position: 0, owner: null }));
    for (const row of rows) {
      const found = row.id ? undefined : waiting.get(way(row))?.shift();
      if (!found) continue;
      row.id = found.id;
      left.delete(found);
    }
  }
  for (const row of rows) row.id ||= newId();
  const gone = kept.filter((note) => left.has(note)).map((note) => note.id);
  if (gone.length > 0) await tx.run(sql`delete from lane_notes where note_id = any(${gone}::uuid[])`);
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into lane_notes (note_id, phase_id, lane, position, text, owner_person_id)
    select r.id, r."phaseId", r.lane, r.position, r.text, r.owner from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, "phaseId" int, lane text, position int, text text, owner uuid)
    on conflict (note_id) do update set phase_id = excluded.phase_id, lane = excluded.lane, position = excluded.position,
      text = excluded.text, owner_person_id = excluded.owner_person_id`);
}
