/** A touchpoint with a cause, or a word said there: how many cases in this time, and in as long a time before. */
export interface Counted {
  n: number;
  before: number;
}

/**
 * The chance of at least `n` of all `n + before` falling into this half where nothing has changed: P(Bin(n + before, ½) ≥ n),
 * the exact test of two Poisson rates over equal times (Przyborowski & Wilenski 1940, Biometrika 31). One-sided: what repeats more.
 */
export function chanceOfGrowth({ n, before }: Counted): number {
  const all = n + before;
  // Beyond a few hundred the normal with a continuity correction is as good, and 2⁻ⁿ would underflow.
  if (all > 900) return upperNormal((n - 0.5 - all / 2) / Math.sqrt(all / 4));
  let chance = 2 ** -all;
  let sum = 0;
  for (let k = 0; k <= all; k++) {
    if (k >= n) sum += chance;
    chance *= (all - k) / (k + 1);
  }
  return Math.min(1, sum);
}

/** 1 − Φ(z), error under 7.5e−8 (Abramowitz & Stegun 26.2.17). */
function upperNormal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? tail : 1 - tail;
}

/** Benjamini & Hochberg 1995: p as small as this among so many looked at. In the order given. */
export function adjusted(ps: readonly number[]): number[] {
  const order = ps.map((_, i) => i).sort((a, b) => ps[b]! - ps[a]!);
  const out = new Array<number>(ps.length);
  let least = 1;
  order.forEach((i, place) => {
    least = Math.min(least, (ps[i]! * ps.length) / (ps.length - place));
    out[i] = least;
  });
  return out;
}

/** Said by everybody about everything, so they say nothing. */
const empty = new Set(
  `about after again all also and any are because been before being both but came can cannot could did does doing done dont
  down each every few for from further get got had has have having her here him his how into its just like made make many
  more most much need never nobody not nothing now off once one only other our out over own please same she should some
  still such than thank thanks that the their them then there these they thing this those through time too two under until
  very was way were what when where which while who whom why will with without would you your
  aber alle allem allen aller alles als also auch auf aus bei beim bin bis bitte bist damit dann das dass daß dem den denn der
  des dich die dies diese diesem diesen dieser dieses dir doch dort durch eher ein eine einem einen einer eines einfach er es
  euch für gar gegen gibt habe haben hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer immer ins ist jede
  jedem jeden jeder jedes jetzt kam kann kein keine keinem keinen keiner können konnte mal man mehr mein meine meinem meinen
  meiner mich mir mit muss nach nicht nichts noch nun nur oder ohne schon sehr sein seine seit sich sie sind soll sondern
  und uns unser unsere unter viel vom von vor wann war waren warum was weil wenn wer wie wieder wir wird wurde wurden zum zur
  über`.split(/\s+/),
);

/** Words of a quote that may say what it is about: once each, lower case, three letters and more. */
export function wordsOf(quote: string): string[] {
  const words = quote.toLowerCase().match(/\p{L}{3,40}/gu) ?? [];
  return [...new Set(words.filter((word) => !empty.has(word)))];
}
