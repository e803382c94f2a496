import type { JourneyDocument, NoteDocument, PhaseDocument, TouchpointDocument } from './document.ts';

/** A field that both sides changed, to different values. */
export interface Clash {
  object: 'journey' | 'phase' | 'touchpoint' | 'note';
  key: string;
  name: string;
  field: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export type Side = 'mine' | 'theirs';

/**
 * Puts two edits of one map together (three-way: what only one side changed is taken from that side). Nothing anybody
 * added is lost: a note that both reworded stays in both wordings, and what one side removed while the other changed it stays.
 * Where both set one field differently, `prefer` decides, and the clash is told.
 */
export function mergeJourneys(
  base: JourneyDocument,
  mine: JourneyDocument,
  theirs: JourneyDocument,
  prefer: Side,
): { document: JourneyDocument; clashes: Clash[] } {
  const clashes: Clash[] = [];
  const pick = <T extends { key: string; name: string }>(
    object: Clash['object'],
    names: (keyof T & string)[],
  ) => {
    return (was: T | undefined, own: T, other: T): T => {
      const merged = { ...other };
      for (const field of names) {
        const [b, m, t] = [was?.[field], own[field], other[field]];
        if (same(m, t)) continue;
        if (same(b, t)) merged[field] = m;
        else if (!same(b, m)) {
          clashes.push({ object, key: other.key, name: other.name, field, base: b, mine: m, theirs: t });
          if (prefer === 'mine') merged[field] = m;
        }
      }
      return merged;
    };
  };
  const journeyOf = pick<JourneyDocument>('journey', [
    'name',
    'description',
    'persona',
    'personas',
    'parent',
    'scenario',
    'expectations',
  ]);
  const phaseOf = pick<PhaseDocument>('phase', ['name', 'prospect', 'emotion']);
  const touchpointOf = pick<TouchpointDocument>('touchpoint', [
    'name',
    'description',
    'channel',
    'momentOfTruth',
    'expectation',
    'emotion',
  ]);

  const [b, m, t] = [base, mine, theirs].map(layOut) as [Laid, Laid, Laid];
  const phaseKeys = mergeList(
    keysOf(base.phases),
    keysOf(mine.phases),
    keysOf(theirs.phases),
    (key, side) => {
      const was = b.phases.get(key);
      return !same(was, (side === 'mine' ? m : t).phases.get(key));
    },
  );
  const homes = new Map<string, string>();
  for (const key of new Set([...t.touchpoints.keys(), ...m.touchpoints.keys()])) {
    const [was, own, other] = [b, m, t].map((laid) => laid.touchpoints.get(key));
    if (was && !(own && other)) {
      const left = own ?? other;
      // Removed on one side: it goes, unless the other side changed it meanwhile.
      if (!left || same(left, was)) continue;
    }
    const home = own && (!other || !was || own.phase !== was.phase) ? own.phase : other?.phase;
    if (home) homes.set(key, home);
  }
  for (const home of homes.values()) if (!phaseKeys.includes(home)) phaseKeys.push(home);

  const phases = phaseKeys.map((key): PhaseDocument => {
    const [was, own, other] = [b, m, t].map((laid) => laid.phases.get(key));
    const shell = own && other ? phaseOf(was, own, other) : ((own ?? other) as PhaseDocument);
    const order = mergeList(
      keysOf(was?.touchpoints),
      keysOf(own?.touchpoints),
      keysOf(other?.touchpoints),
      () => true,
    );
    const here = [...homes].filter(([, home]) => home === key).map(([one]) => one);
    const sorted = [
      ...order.filter((one) => here.includes(one)),
      ...here.filter((one) => !order.includes(one)),
    ];
    return {
      ...shell,
      touchpoints: sorted.map((one) => {
        const [before, ours, others] = [b, m, t].map((laid) => laid.touchpoints.get(one)?.touchpoint);
        return ours && others ? touchpointOf(before, ours, others) : ((ours ?? others) as TouchpointDocument);
      }),
      notes: mergeNotes([was?.notes ?? [], own?.notes ?? [], other?.notes ?? []], prefer, (clash) =>
        clashes.push({ ...clash, object: 'note', key }),
      ),
    };
  });
  const shell = journeyOf(base, mine, theirs);
  const [ruleB, ruleM, ruleT] = [base, mine, theirs].map(({ placement }) => numbered(placement, text)) as [
    Map<string, Rule>,
    Map<string, Rule>,
    Map<string, Rule>,
  ];
  const placement = mergeList([...ruleB.keys()], [...ruleM.keys()], [...ruleT.keys()])
    .map((id) => (ruleT.get(id) ?? ruleM.get(id)) as Rule)
    .filter((rule) => homes.has(rule.touchpoint));
  return { document: { ...shell, phases, placement }, clashes };
}

type Rule = JourneyDocument['placement'][number];

interface Laid {
  phases: Map<string, PhaseDocument>;
  touchpoints: Map<string, { phase: string; touchpoint: TouchpointDocument }>;
}

function layOut(journey: JourneyDocument): Laid {
  return {
    phases: new Map(journey.phases.map((phase) => [phase.key, phase])),
    touchpoints: new Map(
      journey.phases.flatMap((phase) =>
        phase.touchpoints.map((touchpoint) => [touchpoint.key, { phase: phase.key, touchpoint }] as const),
      ),
    ),
  };
}

const text = (value: unknown): string => JSON.stringify(value);
const same = (a: unknown, b: unknown): boolean => text(a) === text(b);
const keysOf = (list: readonly { key: string }[] = []): string[] => list.map(({ key }) => key);

/** By what names each item. The same may stand twice in a list: each further one is an item of its own. */
function numbered<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T> {
  const seen = new Map<string, number>();
  return new Map(
    items.map((item) => {
      const name = nameOf(item);
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      return [`${name} ${nth}`, item] as const;
    }),
  );
}

/** What both kept and either added, without what either removed (unless the other `changed` it), in the order of whoever changed it. */
function mergeList(
  base: string[],
  mine: string[],
  theirs: string[],
  changed: (item: string, side: Side) => boolean = () => false,
): string[] {
  const stays = (item: string) => {
    const [was, own, other] = [base.includes(item), mine.includes(item), theirs.includes(item)];
    if (own && other) return true;
    if (!was) return true;
    return own ? changed(item, 'mine') : changed(item, 'theirs');
  };
  const common = (list: string[]) => list.filter((item) => base.includes(item));
  const reordered = !same(
    common(mine),
    base.filter((item) => mine.includes(item)),
  );
  const [lead, other] = reordered ? [mine, theirs] : [theirs, mine];
  const merged = lead.filter(stays);
  other.forEach((item, at) => {
    if (merged.includes(item) || !stays(item)) return;
    const before = other.slice(0, at).findLast((one) => merged.includes(one));
    merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, item);
  });
  return merged;
}

function mergeNotes(
  three: [NoteDocument[], NoteDocument[], NoteDocument[]],
  prefer: Side,
  tell: (clash: Omit<Clash, 'object' | 'key'>) => void,
): NoteDocument[] {
  const named = (notes: NoteDocument[]) => numbered(notes, (note) => `${note.lane} ${note.text}`);
  const [b, m, t] = three.map(named) as [
    ReturnType<typeof named>,
    ReturnType<typeof named>,
    ReturnType<typeof named>,
  ];
  return mergeList([...b.keys()], [...m.keys()], [...t.keys()]).map((id) => {
    const [was, own, other] = [b.get(id), m.get(id), t.get(id)];
    if (!own || !other) return (own ?? other) as NoteDocument;
    if (same(own, other) || same(own, was)) return other;
    if (same(other, was)) return own;
    tell({ name: own.text, field: 'owner', base: was?.owner ?? null, mine: own.owner, theirs: other.owner });
    return prefer === 'mine' ? own : other;
  });
}
