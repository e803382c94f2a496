import type { CaseItem } from '../close/case.ts';
import { addThanks, decideRedress, giveRedress, setBudget, suggestThanks } from '../close/close.ts';
import { type Actor, permissionsOfRoles, systemActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { Agenda } from './agenda.ts';
import { employees } from './company.ts';
import { gifts, thanksSaid } from './kindness.words.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';
import { type Random, random } from './random.ts';

const MINUTE = 60_000;
const euro = 100;

/** What Halden's people may give without asking; customer service, who hear it first, a little more. */
export async function makeBudgets(past: Past): Promise<void> {
  const service = await past.db.one<{ id: string }>(
    sql`select department_id as id from departments where key = 'service'`,
  );
  const limits = { currency: 'EUR', perCase: 40 * euro, perCustomer: 80 * euro, perMonth: 4_000 * euro };
  await setBudget(past, systemActor, { departmentId: null, role: 'member', ...limits });
  await setBudget(past, systemActor, {
    departmentId: service.id,
    role: null,
    ...limits,
    perCase: 60 * euro,
    perCustomer: 120 * euro,
  });
}

/** What people at Halden give to put things right, and the thanks for those who stepped in. Told the same way at every start. */
export class Kindness {
  private readonly past: Past;
  private readonly agenda: Agenda;
  private readonly ids: People;

  constructor(past: Past, agenda: Agenda, ids: People) {
    this.past = past;
    this.agenda = agenda;
    this.ids = ids;
  }

  /** One in eight is given something; whoever stepped in gives nearly always. */
  give(item: CaseItem, on: { owner: string; at: number; always: boolean }): void {
    const luck = random('halden/kindness').fork(item.number * 2 + (on.always ? 1 : 0));
    if (!luck.chance(on.always ? 0.7 : 0.12)) return;
    const gift = luck.pick(gifts);
    const amount = luck.whole(gift.from, gift.to) * euro;
    const actor = this.actor(on.owner);
    const body = { kind: gift.kind, currency: 'EUR', reason: luck.pick(gift.why) };
    // Anybody may be asked for more, and mostly says yes.
    const large = luck.chance(0.08) && item.touchpoint !== null;
    const asked = large ? amount + 90 * euro : amount;
    const id = item.id;
    this.agenda.add(on.at, async () => {
      if (await this.isOver(id, on.owner)) return;
      await giveRedress(this.past, actor, id, { ...body, amount: asked, ask: true }).catch((refusal) => {
        // The sponsor has nobody above, and gives less.
        if (refusal?.code !== 'nobody_above') throw refusal;
      });
    });
    if (large) this.agenda.add(on.at + luck.whole(40, 400) * MINUTE, () => this.decide(id, luck));
  }

  /** Told there and then, as the server would; colleagues join in. */
  async thank(caseId: string): Promise<void> {
    const { past } = this;
    const yes = await past.db.maybe<{
      messageId: string;
    }>(sql`select message_id as "messageId" from case_confirmations
      where case_id = ${caseId}::uuid and helped order by at desc limit 1`);
    if (!yes) return;
    await suggestThanks(past, {
      eventId: newId(),
      name: 'case.confirmed',
      subject: { kind: 'case', id: caseId },
      data: yes,
    });
    const found = await past.db.all<{ id: string; personId: string; number: number }>(sql`
      select g.recognition_id as id, g.person_id as "personId", c.number from recognitions g join cases c using (case_id)
      where g.case_id = ${caseId}::uuid order by g.person_id`);
    for (const one of found) {
      const luck = random('halden/thanks').fork(one.number);
      if (!luck.chance(0.7)) continue;
      const at = past.clock.now().getTime() + luck.whole(20, 600) * MINUTE;
      const words = luck.pick(thanksSaid);
      this.agenda.add(at, () => addThanks(past, this.other(luck, one.personId), one.id, { words }));
      if (luck.chance(0.5))
        this.agenda.add(at + 30 * MINUTE, () => addThanks(past, this.other(luck, one.personId), one.id, {}));
    }
  }

  private async decide(caseId: string, luck: Random): Promise<void> {
    const pending = await this.past.db.maybe<{ id: string; approver: string }>(sql`
      select r.redress_id as id, a.approver_id as approver from redresses r join redress_approvals a using (redress_id)
      where r.case_id = ${caseId}::uuid and a.answer is null`);
    if (!pending) return;
    await decideRedress(
      this.past,
      this.actor(pending.approver),
      pending.id,
      luck.chance(0.75)
        ? { answer: 'approved' }
        : { answer: 'refused', reason: 'Half of that, please; the other half is a promise we can keep.' },
    );
  }

  private async isOver(caseId: string, owner: string): Promise<boolean> {
    const row = await this.past.db.one<{
      over: boolean;
    }>(sql`select closure_id is not null or owner_id <> ${owner}::uuid as over
      from cases where case_id = ${caseId}::uuid`);
    return row.over;
  }

  private other(luck: Random, not: string): Actor {
    const there = employees.filter((one) => one.leftDaysAgo === undefined);
    return this.actor(
      luck.pick(there.map((one) => this.ids.get(one.key) as string).filter((id) => id !== not)),
    );
  }

  private actor(id: string): Actor {
    const key = [...this.ids].find(([, one]) => one === id)?.[0];
    const found = employees.find((one) => one.key === key);
    if (!found) throw new Error(`nobody at Halden is “${id}”`);
    const { name, roles } = found;
    return { kind: 'person', id, personId: id, name, roles, permissions: permissionsOfRoles(roles) };
  }
}
