import type { CaseItem } from '../close/case.ts';
import {
  addNote,
  answerHandOver,
  closeLoop,
  followUps,
  handOver,
  recordAction,
  stepIn,
  tellCustomer,
} from '../close/close.ts';
import { draftFollowUp } from '../close/template.ts';
import { type Actor, permissionsOfRoles } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import type { Agenda } from './agenda.ts';
import { type Employee, employees } from './company.ts';
import { deedFor, handOverReasons, notes, noWords, stepInReasons, waivers, yesWords } from './deeds.ts';
import { Kindness } from './kindness.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';
import { type Random, random } from './random.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

export interface Waiting {
  item: CaseItem;
  email: string | null;
  language: 'en' | 'de';
}

/** Halden's people at work on the cases that open, as people are: mostly in time, sometimes not. */
export class Colleagues {
  private readonly past: Past;
  private readonly agenda: Agenda;
  private readonly byId: ReadonlyMap<string, Employee>;
  private readonly ids: People;
  private readonly library: ReadonlyMap<string, string>;
  private readonly kindness: Kindness;

  constructor(
    past: Past,
    agenda: Agenda,
    { people: ids, library }: { people: People; library: ReadonlyMap<string, string> },
  ) {
    this.past = past;
    this.agenda = agenda;
    this.ids = ids;
    this.library = library;
    this.kindness = new Kindness(past, agenda, ids);
    this.byId = new Map(employees.map((one) => [ids.get(one.key) as string, one]));
  }

  /** Plans what becomes of a case that has just opened. Its number decides, so every start tells the same story. */
  takeUp(waiting: Waiting): void {
    const luck = random('halden/cases').fork(waiting.item.number);
    const opened = waiting.item.openedAt.getTime();
    // Heads of departments see it first thing in the morning.
    const head = this.byId.get(waiting.item.owner.id)?.roles.includes('department_head');
    const usual = head ? 6 : waiting.item.urgent ? 7 : 17;
    const hours = luck.chance(head ? 0.02 : 0.07)
      ? luck.whole(52, 90)
      : usual * Math.exp(luck.normal(0, 0.6));
    let owner = waiting.item.owner.id;
    let at = workingHour(opened + hours * HOUR, luck);
    if (luck.chance(0.04)) {
      const helper = this.colleague(luck, owner);
      const reason = luck.pick(stepInReasons);
      this.plan(at, () => stepIn(this.past, this.actor(helper), waiting.item.id, { reason }));
      owner = helper;
      this.kindness.give(waiting.item, { owner, at: at + 5 * MINUTE, always: true });
    } else if (luck.chance(0.05)) {
      const giver = owner;
      const receiver = this.colleague(luck, owner);
      const reason = luck.pick(handOverReasons);
      this.plan(at, () => handOver(this.past, this.actor(giver), waiting.item.id, { to: receiver, reason }));
      at += luck.whole(20, 180) * MINUTE;
      this.plan(at, () =>
        answerHandOver(this.past, this.actor(receiver), waiting.item.id, { answer: 'accepted' }),
      );
      owner = receiver;
    }
    this.work(waiting, { owner, at: at + 10 * MINUTE, luck });
  }

  private work(waiting: Waiting, on: { owner: string; at: number; luck: Random }): void {
    const { past } = this;
    const { item, email, language } = waiting;
    const { luck } = on;
    const actor = this.actor(on.owner);
    let { at } = on;
    if (luck.chance(0.25)) {
      const text = luck.pick(notes);
      this.plan(at, () => addNote(past, actor, item.id, { text }));
      at += luck.whole(30, 200) * MINUTE;
    }
    if (luck.chance(0.04)) {
      const waiver = luck.pick(waivers);
      this.plan(at, () => closeLoop(past, actor, item.id, { waiver }));
      return;
    }
    const deed = deedFor(luck, item.touchpoint?.key, language);
    this.plan(at, () => recordAction(past, actor, item.id, { text: deed }));
    this.kindness.give(item, { owner: on.owner, at: at + MINUTE, always: false });
    at += luck.whole(12, 100) * MINUTE;
    if (!email || luck.chance(0.06)) {
      this.plan(at, () => tellCustomer(past, actor, item.id, { channel: 'phone', body: deed, close: true }));
      return;
    }
    const person = this.byId.get(on.owner) as Employee;
    const draft = draftFollowUp[language]({
      customer: item.customer.name,
      touchpoint: item.touchpoint?.name ?? null,
      day: dayIn(language, item.occurredAt),
      quote: item.quote,
      actions: [deed],
      person: person.name,
      title: person.title,
      organisation: 'Halden Broadband',
    });
    const entry = this.library.get(item.touchpoint?.key ?? '');
    const library = entry ? [entry] : [];
    this.plan(at, () =>
      tellCustomer(past, actor, item.id, { channel: 'email', language, ...draft, library, close: true }),
    );
    this.plan(at + luck.whole(2, 60) * HOUR, () => this.answered(waiting, { owner: on.owner, luck }));
  }

  /** Three in four say yes, one in ten no, and the others keep silent. */
  private async answered(waiting: Waiting, on: { owner: string; luck: Random }): Promise<void> {
    const { past } = this;
    const { luck } = on;
    const answer = luck.next();
    if (answer > 0.85) return;
    const mail = await past.db.one<{ text: string }>(sql`select text_body as text from mails
      where subject_id = ${waiting.item.id} and purpose = 'follow_up' order by queued_at desc limit 1`);
    const token = /\/p\/follow-up\/([\w-]+)/.exec(mail.text)?.[1] as string;
    const helped = answer < 0.75;
    const comment = luck.chance(0.5) ? luck.pick(helped ? yesWords : noWords) : null;
    await followUps(past).answer(token, {
      helped,
      comment,
      score: helped ? luck.whole(6, 10) : luck.whole(0, 5),
    });
    if (helped) await this.kindness.thank(waiting.item.id);
    // A no brings it back to the same person, who tries again.
    if (!helped)
      this.work(waiting, {
        owner: on.owner,
        at: workingHour(past.clock.now().getTime() + 9 * HOUR, luck),
        luck,
      });
  }

  private plan(at: number, happen: () => Promise<unknown>): void {
    this.agenda.add(at, happen);
  }

  /** Somebody of customer service who is still here and is not the owner. */
  private colleague(luck: Random, not: string): string {
    const there = employees.filter((one) => one.department === 'service' && one.leftDaysAgo === undefined);
    const others = there.map((one) => this.ids.get(one.key) as string).filter((id) => id !== not);
    return luck.pick(others);
  }

  private actor(id: string): Actor {
    const { name, roles } = this.byId.get(id) as Employee;
    return { kind: 'person', id, personId: id, name, roles, permissions: permissionsOfRoles(roles) };
  }
}

/** Between eight and nineteen o'clock UTC of the same day, or the next morning. */
function workingHour(at: number, luck: Random): number {
  const day = Math.floor(at / (24 * HOUR)) * 24 * HOUR;
  const hour = (at - day) / HOUR;
  if (hour >= 7 && hour <= 18) return at;
  return day + (hour > 18 ? 24 * HOUR : 0) + luck.whole(7 * 60, 10 * 60) * MINUTE;
}

function dayIn(language: 'en' | 'de', at: Date): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  return at.toLocaleDateString(locale, {
    timeZone: 'Europe/Berlin',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}
