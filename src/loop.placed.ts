import { setImmediate } from 'node:timers/promises';
import type { OpenableFact } from './close/close.ts';
import {
  type CountedBefore,
  type EventFact,
  type Fact,
  factContent,
  factIds,
  internKinds,
  metricIds,
  type Round,
  type SourceRef,
  type StoredFact,
} from './collect/collect.ts';
import { type Dims, internSlices, sliceKey, type Who } from './know/know.ts';
import { placer, type TouchpointEntry, touchpointIndex } from './map/map.ts';
import { type CountedFact, settle } from './measure/measure.ts';
import type { HeardAnswer } from './out/out.ts';
import type { Tx } from './platform/database.ts';
import { contentHash } from './platform/ids.ts';

/** What a fact is told apart by: its id, and the content it came with. */
export interface NamedFact {
  factId: string;
  contentHash: number;
}

/** Facts named at once before others get their turn: about 5 ms. */
const TURN = 1000;

/** The id and hash of every event, by its place in the batch. Needs no database, so it goes on while another batch waits for one. */
export async function nameFacts(
  source: SourceRef,
  facts: readonly Fact[],
  objections: readonly unknown[],
): Promise<NamedFact[]> {
  const named: NamedFact[] = new Array(facts.length);
  const idOf = factIds(source);
  for (let i = 0; i < facts.length; i++) {
    if (i > 0 && i % TURN === 0) await setImmediate();
    const fact = facts[i] as Fact;
    if (fact.type === 'identity' || objections[i]) continue;
    named[i] = {
      factId: idOf(fact),
      contentHash: contentHash(factContent(fact)),
    };
  }
  return named;
}

/** A fact with all its names turned into ids: whose, where on the journey, in which slice. */
export interface PlacedFact {
  /** Where it stands in the batch. */
  index: number;
  fact: EventFact;
  row: StoredFact;
  customerId: string | null;
  touchpoint: TouchpointEntry | undefined;
  sourceKey: string;
}

/** The events of a round by the table they go to, each ready to be stored, counted and looked at by the case rules. */
export async function placedFacts(
  tx: Tx,
  from: {
    source: SourceRef;
    events: Round['events'];
    named: readonly NamedFact[];
    runId: number | undefined;
    who: (key: string | null | undefined) => Who;
  },
): Promise<{ interactions: PlacedFact[]; responses: PlacedFact[] }> {
  const { source, events, who } = from;
  const keyOf = sliceKeyer();
  const sliceKeys = events.map(({ fact }) => keyOf(who(fact.who).dims, fact.dims));
  const slices = await internSlices(tx, new Set(sliceKeys));
  const kinds = await internKinds(
    tx,
    new Set(events.flatMap(({ fact }) => (fact.type === 'interaction' ? fact.kind : []))),
  );
  const metrics = await metricIds(
    tx,
    events.flatMap(({ fact }) => (fact.type === 'response' ? fact.metric : [])),
  );
  const place = await placer(tx);
  const touchpoints = await touchpointIndex(tx);

  const placed: { interactions: PlacedFact[]; responses: PlacedFact[] } = { interactions: [], responses: [] };
  events.forEach(({ fact, index }, i) => {
    const person = who(fact.who);
    const interaction = fact.type === 'interaction';
    const touchpoint = fact.touchpoint
      ? touchpoints.byKey.get(fact.touchpoint)
      : touchpoints.byId.get(
          place({
            applies: fact.type,
            source: source.key,
            kind: interaction ? fact.kind : null,
            metric: interaction ? null : fact.metric,
            attributes: fact.attributes,
            dims: fact.dims,
          }),
        );
    const { factId, contentHash } = from.named[index] as NamedFact;
    const row: StoredFact = {
      factId,
      contentHash,
      identityId: person.identityId,
      sourceId: source.id,
      typeId: (interaction ? kinds.get(fact.kind) : metrics.get(fact.metric)) as number,
      touchpointId: touchpoint?.id ?? 0,
      sliceId: slices.get(sliceKeys[i] as string) as number,
      occurredAt: new Date(fact.at),
      value: fact.value == null ? null : settle(fact.value),
      flag: (interaction ? fact.failed : fact.contactRequested) ?? null,
      text: (interaction ? fact.summary : fact.comment) || null,
      attributes: fact.attributes ?? null,
      runId: from.runId ?? null,
    };
    placed[interaction ? 'interactions' : 'responses'].push({
      index,
      fact,
      row,
      customerId: person.customerId,
      touchpoint,
      sourceKey: source.key,
    });
  });
  return placed;
}

/** What `told` makes of each, one after the other: most are looked at once and put aside. */
export function* each<T>(
  facts: readonly PlacedFact[],
  told: (fact: PlacedFact) => T | undefined,
): Generator<T> {
  for (const fact of facts) {
    const one = told(fact);
    if (one !== undefined) yield one;
  }
}

/** A fact as the cells count it; `before` is the same fact as it was stored until now. */
export function counted(fact: EventFact, row: Pick<StoredFact, 'typeId' | 'value' | 'flag'>): CountedFact {
  return fact.type === 'response'
    ? { type: 'response', metricId: row.typeId, value: row.value }
    : { type: 'interaction', kind: fact.kind, value: row.value, failed: row.flag };
}

export function countedBefore(type: EventFact['type'], before: CountedBefore): CountedFact {
  return type === 'response'
    ? { type, metricId: before.typeId, value: before.value }
    : { type, kind: before.kind as string, value: before.value, failed: before.flag };
}

export function placeOf(row: Pick<StoredFact, 'touchpointId' | 'sliceId' | 'occurredAt'>) {
  return { touchpointId: row.touchpointId, sliceId: row.sliceId, at: row.occurredAt };
}

/** A fact as the case rules look at it; undefined where there is nobody to answer. */
export function openable({
  fact,
  row,
  customerId,
  touchpoint,
  sourceKey,
}: PlacedFact): OpenableFact | undefined {
  if (customerId === null) return undefined;
  const interaction = fact.type === 'interaction';
  return {
    kind: fact.type,
    factId: row.factId,
    identityId: row.identityId,
    customerId,
    sourceKey,
    metricKey: interaction ? null : fact.metric,
    kindKey: interaction ? fact.kind : null,
    value: row.value,
    failed: interaction ? row.flag : null,
    comment: row.text,
    contactRequested: interaction ? null : row.flag,
    touchpointId: row.touchpointId,
    touchpointKey: touchpoint?.key ?? null,
    touchpointName: touchpoint?.name ?? null,
    sliceId: row.sliceId,
    occurredAt: row.occurredAt,
  };
}

/** An answer as other systems may be told of it: that there are words, never the words. */
export function heard({ fact, row, customerId, touchpoint }: PlacedFact): HeardAnswer | undefined {
  if (fact.type !== 'response') return undefined;
  return {
    responseId: row.factId,
    customerId,
    metric: fact.metric,
    value: row.value,
    hasComment: row.text !== null,
    contactRequested: row.flag === true,
    touchpoint: touchpoint?.key ?? null,
    occurredAt: row.occurredAt,
  };
}

/** Combinations of names and values on the way to the key of a slice. */
interface Branch {
  key: string | undefined;
  next: Map<string, Branch>;
}

/**
 * Most facts of a batch share few combinations, and a person's own dims are one object for all of their facts. Found step by
 * step: a text put together for each fact costs more.
 */
function sliceKeyer(): (own: Dims, given: Dims | undefined) => string {
  const plain = new WeakMap<Dims, string>();
  const roots = new Map<string, Branch>();
  const ownKey = (own: Dims) => {
    let key = plain.get(own);
    if (key === undefined) {
      key = sliceKey(own);
      plain.set(own, key);
    }
    return key;
  };
  return (own, given) => {
    const ownPart = ownKey(own);
    if (!given) return ownPart;
    let branch = branchOf(roots, ownPart);
    for (const name in given) branch = branchOf(branchOf(branch.next, name).next, given[name] as string);
    branch.key ??= sliceKey({ ...own, ...given });
    return branch.key;
  };
}

function branchOf(branches: Map<string, Branch>, name: string): Branch {
  let branch = branches.get(name);
  if (!branch) {
    branch = { key: undefined, next: new Map() };
    branches.set(name, branch);
  }
  return branch;
}
