/** Pure: which customer each new identity belongs to, given the exact keys it shares. No database here. */

export interface Candidate {
  identityId: string;
  /** The customer it is linked to already; undefined for a new identity. */
  customerId?: string | undefined;
  keys: { kind: string; value: string }[];
}

export interface Known {
  kind: string;
  value: string;
  identityId: string;
  customerId: string;
}

export interface Decision {
  /** New links, and why. */
  links: { identityId: string; customerId: string; reason: string; evidence: Record<string, string> }[];
  /** Customers that prove to be one: everything of `from` moves to `into`. */
  merges: { from: string; into: string; reason: string; evidence: Record<string, string> }[];
  /** Customers that did not exist before. */
  made: string[];
}

/** A key more identities share than this is no key (a shop's own address, a placeholder nobody listed). */
export const TOO_COMMON = 20;

/**
 * Union-find over shared keys. A customer that was there stays and new records join it; `separated` pairs of identities
 * (decided by a person) keep their customers apart whatever keys they share.
 */
export function decide(
  candidates: Candidate[],
  known: Known[],
  separated: (a: string, b: string) => boolean,
): Decision {
  const decision: Decision = { links: [], merges: [], made: [] };
  const holders = new Map<string, Holder[]>();
  for (const k of known) {
    push(holders, keyOf(k), { identityId: k.identityId, customerId: k.customerId });
  }
  const mergedInto = new Map<string, string>();
  const current = (customerId: string): string => {
    let id = customerId;
    for (let next = mergedInto.get(id); next !== undefined; next = mergedInto.get(id)) id = next;
    return id;
  };
  const made = new Set<string>();

  for (const candidate of candidates) {
    let own = candidate.customerId;
    let reason = 'own';
    let evidence: Record<string, string> = {};
    for (const key of candidate.keys) {
      const sharing = holders.get(keyOf(key)) ?? [];
      if (sharing.length >= TOO_COMMON) continue;
      for (const holder of sharing) {
        if (holder.identityId === candidate.identityId || separated(candidate.identityId, holder.identityId))
          continue;
        const theirs = current(holder.customerId);
        const why = {
          reason: `exact:${key.kind}`,
          evidence: { [key.kind]: key.value, with: holder.identityId },
        };
        if (own === undefined) {
          own = theirs;
          ({ reason, evidence } = why);
        } else if (current(own) !== theirs) {
          const [from, into] = made.has(theirs) ? [theirs, current(own)] : [current(own), theirs];
          mergedInto.set(from, into);
          decision.merges.push({ from, into, ...why });
        }
      }
    }
    if (own === undefined) {
      own = candidate.identityId;
      made.add(own);
    }
    if (candidate.customerId === undefined) {
      decision.links.push({ identityId: candidate.identityId, customerId: own, reason, evidence });
    }
    for (const key of candidate.keys) {
      push(holders, keyOf(key), { identityId: candidate.identityId, customerId: own });
    }
  }

  // A customer both made and merged away within this batch never existed: its identities link straight to the other.
  for (const merge of decision.merges.filter(({ from }) => made.has(from))) {
    made.delete(merge.from);
    for (const link of decision.links) {
      if (link.customerId === merge.from) {
        link.customerId = merge.into;
        if (link.reason === 'own') Object.assign(link, { reason: merge.reason, evidence: merge.evidence });
      }
    }
  }
  const wasThere = new Set(known.map((k) => k.customerId));
  for (const c of candidates) if (c.customerId) wasThere.add(c.customerId);
  decision.merges = decision.merges
    .filter(({ from }) => wasThere.has(from))
    .map((m) => ({ ...m, into: current(m.into) }));
  for (const link of decision.links) link.customerId = current(link.customerId);
  decision.made = [...made];
  return decision;
}

interface Holder {
  identityId: string;
  customerId: string;
}

function keyOf(key: { kind: string; value: string }): string {
  return `${key.kind}\x1f${key.value}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
