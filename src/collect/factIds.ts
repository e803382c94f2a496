import { hash } from 'node:crypto';
import { derivedId } from '../platform/ids.ts';
import type { EventFact } from './facts.ts';
import type { SourceRef } from './received.ts';

/** The last characters of a key, those in which a thousand neighbours differ (`order-17000` to `order-17999`). */
const OWN = 3;

/**
 * The ids of a source's events, made one after the other: the same delivery is the same row, on any node, without asking.
 * Interactions and responses of one source may share a key: “order 17” was placed, and was rated.
 *
 * Neighbouring keys mostly come together, so their ids begin alike and lie together in the index: 5,000 rows touch a few
 * dozen of its pages instead of thousands. Migration 0045 states the rule, decision 39 what it is worth.
 */
export function factIds(
  source: Pick<SourceRef, 'key' | 'factIds'>,
): (fact: Pick<EventFact, 'type' | 'key'>) => string {
  if (source.factIds === 1) return ({ type, key }) => derivedId(source.key, `${type}\x1f${key}`);
  let stem: string | undefined;
  let place = '';
  return ({ type, key }) => {
    const named = `${source.key}\x1f${type}\x1f${key}`;
    const own = hash('sha256', named, 'hex');
    const stemOfThis = named.slice(0, Math.max(named.length - OWN, named.length - key.length));
    if (stemOfThis !== stem) {
      stem = stemOfThis;
      place = hash('sha256', stem, 'hex').slice(0, 8);
    }
    return `${place}-${own.slice(0, 4)}-${own.slice(4, 8)}-${own.slice(8, 12)}-${own.slice(12, 24)}`;
  };
}
