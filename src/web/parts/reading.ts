/** One figure with its n and interval, as every reading of the API comes. */
export interface Reading {
  /** NPS −100 to 100; CSAT and rates in percent; means on their scale; durations in the metric's unit. */
  value: number | null;
  /** null where suppressed. */
  n: number | null;
  low?: number | null;
  high?: number | null;
  /** Fewer than 5 answers: never shown. */
  suppressed?: boolean;
  /** Fewer than 30 answers: shown greyed. */
  few?: boolean;
}

/** What a metric's figures look like, as GET /metrics gives them; NPS where nothing is said. */
export interface MetricLook {
  kind?: 'nps' | 'csat' | 'ces' | 'mean' | 'rate' | 'duration' | 'count' | string;
  /** points, %, seconds, minutes, hours, days … */
  unit?: string | null;
  higherIsBetter?: boolean;
  /** From here on a reading is good; from `badAt` on (in the other direction) bad. In the reading's unit. */
  goodAt?: number | null;
  badAt?: number | null;
}

export type Tone = 'good' | 'pass' | 'bad' | 'few';

/** Where a metric does not say itself when it is good or bad. CES and means of 1–5 and 1–7 ask for more than the middle. */
const usual: Record<string, { goodAt: number; badAt: number }> = {
  nps: { goodAt: 20, badAt: -0.5 },
  csat: { goodAt: 80, badAt: 60 },
  ces: { goodAt: 5.5, badAt: 4 },
};

/** Below this many answers a figure is grey: the interval of an NPS is wider than ±25 points there. */
export const fewBelow = 30;

/** Good, passive or bad; `few` where there is nothing, or too little, to say. */
export function toneOf(reading: Reading, look: MetricLook = {}): Tone {
  if (reading.suppressed || reading.value === null) return 'few';
  if (reading.few ?? ((reading.n ?? 0) < fewBelow && look.kind !== 'count')) return 'few';
  return toneOfValue(reading.value, look);
}

/** The tone of a bare value, where n is known to be enough. */
export function toneOfValue(value: number, look: MetricLook = {}): Tone {
  const own = usual[look.kind ?? 'nps'];
  const good = look.goodAt ?? own?.goodAt;
  const bad = look.badAt ?? own?.badAt;
  const up = look.higherIsBetter ?? true;
  if (good !== undefined && good !== null && (up ? value >= good : value <= good)) return 'good';
  if (bad !== undefined && bad !== null && (up ? value <= bad : value >= bad)) return 'bad';
  return good === undefined && bad === undefined ? 'few' : 'pass';
}
