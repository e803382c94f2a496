import type { NeedSource } from '../../close/close.ts';
import { requestRows } from './access.sql.ts';

/** Requests to see data that nobody has answered yet, for the huddles of both departments. */
export const accessRequests: NeedSource = {
  name: 'access',
  async find({ db }) {
    const rows = await requestRows(db, { open: true });
    return rows.map((row) => {
      const ask = row.asks.at(-1);
      return {
        kind: 'access' as const,
        id: row.id,
        title: row.set.name,
        href: '/sources/openness',
        askedAt: row.askedAt,
        dueAt: ask?.dueAt ?? row.dueAt,
        fromDepartments: [row.department.id],
        ofPeople: ask ? [ask.person.id] : [],
      };
    });
  },
};
