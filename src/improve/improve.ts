import { huddleById } from '../close/close.ts';
import { hereOrRefuse, personCards, writeTo } from '../own/own.ts';
import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Runner, Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { improveWords } from './improve.words.ts';
import {
  type ImprovementRow,
  insertAnswer,
  insertImprovement,
  linkCases,
  linkedCases,
  lockImprovement,
  metricExists,
  readImprovements,
  touchpointByKey,
  unlinkCase,
} from './improvement.sql.ts';
import {
  type AnswerInput,
  type Improvement,
  type ImprovementQuery,
  type LinkedCase,
  ProposalInput,
} from './improvement.ts';

/** Improve: for all customers. What many cases share becomes something that somebody owns. */

/** The newest first. */
export async function listImprovements(
  platform: Platform,
  actor: Actor,
  query: ImprovementQuery,
): Promise<{ items: Improvement[]; next: string | null }> {
  require(actor, 'case:read');
  const rows = await readImprovements(platform.db, {
    state: query.state,
    ownerId: query.owner === 'me' ? personOf(actor) : undefined,
    touchpoint: query.touchpoint,
    caseId: query.case,
    huddleId: query.huddle,
    below: query.after,
    limit: query.limit + 1,
  });
  const items = await shown(platform.db, rows.slice(0, query.limit));
  return { items, next: rows.length > query.limit ? String(items.at(-1)?.number) : null };
}

export async function improvementById(platform: Platform, actor: Actor, id: string): Promise<Improvement> {
  require(actor, 'case:read');
  const [row] = await readImprovements(platform.db, { id });
  if (!row) throw notFound('improvement', id);
  return (await shown(platform.db, [row]))[0] as Improvement;
}

export async function casesOfImprovement(
  platform: Platform,
  actor: Actor,
  id: string,
  page: { after?: string | undefined; limit: number },
): Promise<{ items: LinkedCase[]; next: string | null }> {
  await improvementById(platform, actor, id);
  const rows = await linkedCases(platform.db, id, { ...page, limit: page.limit + 1 });
  const items = rows.slice(0, page.limit);
  return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
}

/** Proposes one to whoever is to own it, with the cases that show why; they hear of it. */
export async function propose(platform: Platform, actor: Actor, input: ProposalInput): Promise<Improvement> {
  require(actor, 'case:work');
  const by = personOf(actor);
  const asked = ProposalInput.parse(input);
  if (asked.huddleId) await huddleById(platform, actor, asked.huddleId);
  return platform.db.tx(async (tx) => {
    const at = platform.clock.now();
    const touchpointId = asked.touchpoint ? await touchpointByKey(tx, asked.touchpoint) : null;
    if (touchpointId === undefined) throw notFound('touchpoint', asked.touchpoint ?? '');
    if (asked.metric && !(await metricExists(tx, asked.metric))) throw notFound('metric', asked.metric);
    await hereOrRefuse(tx, asked.ownerId, at);
    const id = newId();
    const { title, hypothesis, ownerId } = asked;
    const number = await insertImprovement(tx, {
      id,
      title,
      touchpointId,
      hypothesis,
      metric: asked.metric ?? null,
      ownerId,
      huddleId: asked.huddleId ?? null,
      pattern: asked.pattern || null,
      at,
      by,
    });
    const linked = await linkCases(tx, { improvementId: id, caseIds: asked.caseIds, at, by });
    await record(tx, platform, actor, { id, verb: 'proposed', detail: { number, ownerId, cases: linked } });
    if (ownerId !== by) {
      await writeTo(tx, platform, [ownerId], ({ language, href }) => {
        const words = improveWords[language];
        return {
          title: words.proposed(actor.name),
          blocks: [
            { kind: 'text', text: `#${number} · ${title}` },
            { kind: 'quote', text: hypothesis },
            { kind: 'text', text: words.cases(linked) },
            {
              kind: 'buttons',
              buttons: [{ label: words.answer, href: href(`/improvements/${id}`), main: true }],
            },
          ],
        };
      });
    }
    return (await shown(tx, await readImprovements(tx, { id })))[0] as Improvement;
  });
}

/** Its owner, or whoever may write the ledger, says yes, or no and why; who proposed it hears. The same answer again changes nothing. */
export async function answerImprovement(
  platform: Platform,
  actor: Actor,
  id: string,
  input: AnswerInput,
): Promise<Improvement> {
  require(actor, 'case:work');
  const by = personOf(actor);
  return platform.db.tx(async (tx) => {
    const found = await locked(tx, id);
    if (found.ownerId !== by && !actor.permissions.has('ownership:write')) {
      throw new Refusal(
        'not_owner',
        'Only its owner can answer, or somebody who may change who owns what.',
        { ownerId: found.ownerId },
        403,
      );
    }
    if (found.answer === input.answer)
      throw conflict('already_answered', `It is ${input.answer} already.`, { at: found.answerAt });
    const at = platform.clock.now();
    const reason = input.reason || null;
    await insertAnswer(tx, { id: newId(), improvementId: id, answer: input.answer, reason, at, by });
    await record(tx, platform, actor, { id, verb: input.answer, detail: { number: found.number, reason } });
    if (found.proposedBy !== by) {
      await writeTo(tx, platform, [found.proposedBy], ({ language, href }) => {
        const words = improveWords[language];
        return {
          title: words.answered[input.answer](actor.name),
          blocks: [
            { kind: 'text', text: `#${found.number} · ${found.title}` },
            ...(reason ? [{ kind: 'quote' as const, text: reason }] : []),
            { kind: 'buttons', buttons: [{ label: words.open, href: href(`/improvements/${id}`) }] },
          ],
        };
      });
    }
    return (await shown(tx, await readImprovements(tx, { id })))[0] as Improvement;
  });
}

/** Further cases that show why. Linking one twice changes nothing. */
export async function linkToImprovement(
  platform: Platform,
  actor: Actor,
  id: string,
  caseIds: string[],
): Promise<Improvement> {
  require(actor, 'case:work');
  const by = personOf(actor);
  return platform.db.tx(async (tx) => {
    await locked(tx, id);
    const cases = await linkCases(tx, { improvementId: id, caseIds, at: platform.clock.now(), by });
    if (cases > 0) await record(tx, platform, actor, { id, verb: 'cases_linked', detail: { cases } });
    return (await shown(tx, await readImprovements(tx, { id })))[0] as Improvement;
  });
}

export async function unlinkFromImprovement(
  platform: Platform,
  actor: Actor,
  id: string,
  caseId: string,
): Promise<void> {
  require(actor, 'case:work');
  personOf(actor);
  await platform.db.tx(async (tx) => {
    await locked(tx, id);
    if (await unlinkCase(tx, id, caseId))
      await record(tx, platform, actor, { id, verb: 'case_unlinked', detail: { caseId } });
  });
}

async function locked(tx: Tx, id: string): Promise<ImprovementRow> {
  const found = await lockImprovement(tx, id);
  if (!found) throw notFound('improvement', id);
  return found;
}

async function shown(db: Runner, rows: ImprovementRow[]): Promise<Improvement[]> {
  const cards = await personCards(
    db,
    rows.flatMap(({ ownerId, proposedBy, answerBy }) => [ownerId, proposedBy, answerBy ?? []].flat()),
  );
  const card = (id: string) => {
    const one = cards.get(id);
    return {
      id,
      name: one?.name ?? '?',
      initials: one?.initials ?? '?',
      colour: one?.colour ?? '#656b7a',
      departmentName: one?.departmentName ?? null,
    };
  };
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    touchpoint:
      row.touchpointKey && row.touchpointName ? { key: row.touchpointKey, name: row.touchpointName } : null,
    hypothesis: row.hypothesis,
    metric: row.metricKey && row.metricName ? { key: row.metricKey, name: row.metricName } : null,
    owner: card(row.ownerId),
    huddleId: row.huddleId,
    pattern: row.pattern,
    proposedAt: row.proposedAt,
    proposedBy: card(row.proposedBy),
    state: row.answer ?? 'proposed',
    answer:
      row.answerAt && row.answerBy
        ? { at: row.answerAt, by: card(row.answerBy), reason: row.answerReason }
        : null,
    cases: row.cases,
  }));
}

function personOf(actor: Actor): string {
  if (actor.personId) return actor.personId;
  throw new Refusal('needs_a_person', 'Only a person can do this. Sign in as yourself.', {}, 403);
}

async function record(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  what: { id: string; verb: string; detail: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'improvement', id: what.id };
  await recordEvent(tx, platform, { name: `improvement.${what.verb}`, subject, data: what.detail });
  await audit(tx, platform, actor, { verb: `improvement.${what.verb}`, subject, detail: what.detail });
}
