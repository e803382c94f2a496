import type { Fact, IdentityFact, InteractionFact, ResponseFact } from './facts.ts';

export interface KnownMetric {
  scaleMin: number | null;
  scaleMax: number | null;
}

/** What a fact may refer to. Anything with `has` and `get` will do. */
export interface Known {
  metrics: { get(key: string): KnownMetric | undefined };
  touchpoints: { has(key: string): boolean };
  /** Declared reporting dimensions. */
  dimensions: { has(key: string): boolean };
}

export interface Objection {
  reason: string;
  field: string;
}

const DAY = 86_400_000;
/** Largest magnitude a sum of a billion squares still holds exactly enough in numeric and in a double. */
const MAX_VALUE = 1e12;

/**
 * Why a fact of the right shape cannot be taken in, or undefined. The door (HTTP), the import and the loop all ask
 * this one function, so what was accepted at the door is not refused behind it.
 */
export function screen(fact: Fact, known: Known, now: Date): Objection | undefined {
  if (fact.type === 'identity')
    return texts(fact, identityTexts) ?? bag(fact) ?? (fact.at ? when(fact.at, now) : undefined);
  if (fact.type === 'interaction') return placed(fact, known, now) ?? texts(fact, interactionTexts);
  return placed(fact, known, now) ?? texts(fact, responseTexts) ?? answered(fact, known);
}

function answered(fact: ResponseFact, known: Known): Objection | undefined {
  const metric = known.metrics.get(fact.metric);
  if (metric === undefined) return { field: 'metric', reason: `There is no metric “${fact.metric}”.` };
  const value = fact.value ?? null;
  if (value === null) {
    return fact.comment?.trim()
      ? undefined
      : { field: 'value', reason: 'There is neither a score nor a comment.' };
  }
  const { scaleMin, scaleMax } = metric;
  if ((scaleMin !== null && value < scaleMin) || (scaleMax !== null && value > scaleMax)) {
    const scale = scaleMax === null ? `from ${scaleMin}` : `${scaleMin ?? '…'} to ${scaleMax}`;
    return { field: 'value', reason: `The score ${value} is off the scale of “${fact.metric}” (${scale}).` };
  }
  return undefined;
}

function placed(fact: InteractionFact | ResponseFact, known: Known, now: Date): Objection | undefined {
  const date = when(fact.at, now);
  if (date) return date;
  const value = fact.value ?? 0;
  if (!(Math.abs(value) <= MAX_VALUE))
    return { field: 'value', reason: `The value ${value} is too large to be true.` };
  if (fact.touchpoint && !known.touchpoints.has(fact.touchpoint)) {
    return { field: 'touchpoint', reason: `There is no touchpoint “${fact.touchpoint}”.` };
  }
  for (const name in fact.dims) {
    if (!known.dimensions.has(name)) {
      return {
        field: `dims.${name}`,
        reason: `“${name}” is no reporting dimension. Declare it first, or send it as an attribute.`,
      };
    }
  }
  return bag(fact);
}

function when(at: string, now: Date): Objection | undefined {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return { field: 'at', reason: `“${at}” is not a date.` };
  if (time < 0) return { field: 'at', reason: `The date ${at.slice(0, 10)} is before 1970.` };
  if (time > now.getTime() + DAY)
    return { field: 'at', reason: `The date ${at.slice(0, 10)} is in the future.` };
  return undefined;
}

type Limits<T> = readonly (readonly [keyof T & string, number])[];
const identityTexts: Limits<IdentityFact> = [
  ['key', 200],
  ['name', 300],
  ['email', 320],
  ['phone', 60],
  ['account', 200],
];
const interactionTexts: Limits<InteractionFact> = [
  ['key', 200],
  ['who', 200],
  ['kind', 100],
  ['summary', 2000],
];
const responseTexts: Limits<ResponseFact> = [
  ['key', 200],
  ['who', 200],
  ['comment', 20_000],
];

function texts<T extends Fact>(fact: T, limits: Limits<T>): Objection | undefined {
  for (const [field, most] of limits) {
    const value = fact[field] as string | null | undefined;
    if (value === null || value === undefined) continue;
    if (value.length > most)
      return { field, reason: `“${field}” has ${value.length} characters; ${most} are the most.` };
    if (unstorable(value)) return { field, reason: `“${field}” holds characters that are no text.` };
  }
  return undefined;
}

/** Dims, attributes and keys. */
function bag(fact: Fact): Objection | undefined {
  if (fact.attributes) {
    for (const name in fact.attributes) {
      const value = fact.attributes[name];
      if (typeof value === 'string' ? value.length > 2000 || unstorable(value) : Number.isNaN(value)) {
        return {
          field: `attributes.${name}`,
          reason: `“${name}” is too long or holds characters that are no text.`,
        };
      }
      if (unstorable(name))
        return { field: 'attributes', reason: 'An attribute’s name holds characters that are no text.' };
    }
  }
  const short = fact.type === 'identity' ? fact.keys : fact.dims;
  for (const name in short) {
    const given = short[name] as string | string[];
    if ((typeof given === 'string' ? fits(given) : given.every(fits)) && !unstorable(name)) continue;
    return {
      field: name,
      reason: `“${name}” is longer than 200 characters or holds characters that are no text.`,
    };
  }
  return undefined;
}

function fits(value: string): boolean {
  return value.length <= 200 && !unstorable(value);
}

/** PostgreSQL stores neither NUL nor half a character; one of them would fail the whole batch. */
function unstorable(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}
