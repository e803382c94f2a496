import type { z } from 'zod';
import { type Actor, require } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import type { ObjectKind, PersonCard } from './ledger.ts';
import { objectNames } from './ledgerObject.sql.ts';
import { holdings, readNeeds } from './mandate.sql.ts';
import {
  lastAsk,
  type Mandate,
  type MandateList,
  type Need,
  type StoredNeed,
  standingAnswer,
  stateOf,
} from './mandate.ts';
import { personCards } from './person.sql.ts';

/** Everybody who is accountable today, what that takes, and what of it is granted; and what waits for the one who looks. */
export async function mandates(platform: Platform, actor: Actor): Promise<z.infer<typeof MandateList>> {
  require(actor, 'ownership:read');
  const { db, clock } = platform;
  const now = clock.now();
  const day = await dayOf(db, now);
  const held = await holdings(db, day);
  const needs = await readNeeds(db);
  const names = await namesOf(platform, [
    ...held.map(({ kind, id }) => ({ kind: kind as ObjectKind, id })),
    ...needs.flatMap((need) =>
      need.objectKind && need.objectId ? [{ kind: need.objectKind as ObjectKind, id: need.objectId }] : [],
    ),
  ]);
  const people = await personCards(db, [
    ...held.map((one) => one.personId),
    ...needs.flatMap((need) => [
      need.personId,
      ...need.asks.flatMap((ask) => [ask.personId, ...ask.answers.map((answer) => answer.byId)]),
    ]),
  ]);
  const isSponsor = actor.roles.includes('sponsor');
  const shown = (need: StoredNeed) => presented(need, { actor, isSponsor, now, people, names });
  const ofPerson = Map.groupBy(needs, (need) => need.personId);
  const items = [...Map.groupBy(held, (one) => one.personId)].flatMap(([id, rows]): Mandate[] => {
    const person = people.get(id);
    if (!person) return [];
    const mine = (ofPerson.get(id) ?? []).map(shown);
    const standing = mine.filter((need) => need.state !== 'withdrawn');
    return [
      {
        person,
        there: rows[0]?.there ?? false,
        holds: rows.flatMap(({ kind, id: object }) => names.get(`${kind} ${object}`) ?? []),
        needs: mine,
        missing: standing.filter((need) => need.state === 'open' || need.state === 'denied').length,
        stated: standing.length > 0,
      },
    ];
  });
  items.sort(
    (a, b) =>
      b.missing - a.missing ||
      Number(a.stated) - Number(b.stated) ||
      a.person.name.localeCompare(b.person.name),
  );
  const there = items.filter((one) => one.there);
  const open = there.flatMap((one) => one.needs.filter((need) => need.state === 'open'));
  return {
    counts: {
      accountable: there.length,
      stated: there.filter((one) => one.stated).length,
      complete: there.filter((one) => one.stated && one.missing === 0).length,
      open: open.length,
      overdue: open.filter((need) => need.asks.at(-1)?.overdue).length,
    },
    items,
    waiting: needs
      .filter((need) => stateOf(need) === 'open' && lastAsk(need)?.personId === actor.personId)
      .map(shown),
    next: null,
  };
}

/** What waits for an answer of this person: a number on Home. */
export async function countMandatesWaiting(platform: Platform, actor: Actor): Promise<number> {
  if (!actor.personId) return 0;
  const asked = await readNeeds(platform.db, { asked: actor.personId });
  return asked.filter((need) => stateOf(need) === 'open' && lastAsk(need)?.personId === actor.personId)
    .length;
}

type Named = { kind: string; key: string; name: string };

interface Looking {
  actor: Actor;
  isSponsor: boolean;
  now: Date;
  people: Map<string, PersonCard>;
  names: Map<string, Named>;
}

function presented(need: StoredNeed, { actor, isSponsor, now, people, names }: Looking): Need {
  const card = (id: string) => people.get(id) as PersonCard;
  const state = stateOf(need);
  const ask = lastAsk(need);
  const answer = standingAnswer(ask);
  const own = need.personId === actor.personId;
  const late = ask !== undefined && !answer && ask.dueAt < now;
  const { objectKind, objectId, personId, asks, ...rest } = need;
  return {
    ...rest,
    person: card(personId),
    object: (objectKind && names.get(`${objectKind} ${objectId}`)) || null,
    state,
    asks: asks.map(({ personId: asked, answers, ...one }) => ({
      ...one,
      person: card(asked),
      overdue: !answers.some((given) => given.takenBackAt === null) && one.dueAt < now && one.id === ask?.id,
      answers: answers.map(({ byId, ...given }) => ({ ...given, by: card(byId) })),
    })),
    mine: {
      answer: state === 'open' && !own && (isSponsor || ask?.personId === actor.personId),
      escalate: own && ask?.rung === 'head' && (late || state === 'denied' || state === 'alternative'),
      withdraw: own && state !== 'withdrawn',
      takeBack: answer !== undefined && answer.byId === actor.personId && state !== 'withdrawn',
    },
  };
}

async function namesOf(
  platform: Platform,
  objects: { kind: ObjectKind; id: number }[],
): Promise<Map<string, Named>> {
  const names = new Map<string, Named>();
  for (const [kind, some] of Map.groupBy(objects, (one) => one.kind)) {
    for (const { id, key, name } of await objectNames(platform.db, kind, [
      ...new Set(some.map((one) => one.id)),
    ]))
      names.set(`${kind} ${id}`, { kind, key, name });
  }
  return names;
}
