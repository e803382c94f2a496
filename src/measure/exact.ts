/**
 * Sums that agree with PostgreSQL's numeric to the last digit. A value counts with six decimals, `round(value, 6)`,
 * so a value is an integer of millionths and a square an integer of 10⁻¹².
 * Whole numbers, nearly all scores, stay ordinary numbers; only decimals and very large sums need BigInt.
 */
export interface Exact {
  sum: number | bigint;
  sumsq: number | bigint;
  /** 10^scale is one in `sum`; `sumsq` has twice the scale. */
  scale: 0 | 6;
}

const MILLION = 1_000_000;
/** 2^53 / 10^6: beyond it a double does not hold six decimals. */
const LARGEST_DECIMAL = 9_007_199_254;
/** Above it a square is no longer exact as a double. */
const LARGEST_SQUARED = 94_906_265;

/**
 * The value as it is best stored: six decimals. Storing more does no harm (the cells count six, in SQL and here), but
 * what a page lists then has digits that its totals lack.
 */
export function settle(value: number): number {
  if (Number.isInteger(value) || Math.abs(value) > LARGEST_DECIMAL) return value;
  return Number(millionths(value)) / MILLION;
}

export const nothing = (): Exact => ({ sum: 0, sumsq: 0, scale: 0 });

/** Adds `sign` × value and its square to `into`. */
export function addExact(into: Exact, value: number, sign: 1 | -1): void {
  if (into.scale === 0 && typeof into.sum === 'number' && typeof into.sumsq === 'number') {
    if (Number.isInteger(value) && Math.abs(value) <= LARGEST_SQUARED) {
      const sum = into.sum + sign * value;
      const sumsq = into.sumsq + sign * value * value;
      if (Number.isSafeInteger(sum) && Number.isSafeInteger(sumsq)) {
        into.sum = sum;
        into.sumsq = sumsq;
        return;
      }
    }
  }
  widen(into);
  const whole = millionths(value);
  into.sum = (into.sum as bigint) + BigInt(sign) * whole;
  into.sumsq = (into.sumsq as bigint) + BigInt(sign) * whole * whole;
}

/** As PostgreSQL's `round(value, 6)`, halves away from zero, of the value as it is written. */
function millionths(value: number): bigint {
  const near = Math.round(value * MILLION);
  if (Math.abs(value) <= LARGEST_DECIMAL && near / MILLION === value) return BigInt(near);
  const [, minus = '', whole = '', decimals = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const drop = decimals.length - Number(exponent) - 6;
  const digits = BigInt(whole + decimals);
  const rounded =
    drop <= 0
      ? digits * 10n ** BigInt(-drop)
      : (digits * 2n + 10n ** BigInt(drop)) / (2n * 10n ** BigInt(drop));
  return minus ? -rounded : rounded;
}

/** Adds one sum to another. */
export function mergeExact(into: Exact, other: Exact): void {
  if (into.scale === 0 && other.scale === 0) {
    const sum = (into.sum as number) + (other.sum as number);
    const sumsq = (into.sumsq as number) + (other.sumsq as number);
    if (Number.isSafeInteger(sum) && Number.isSafeInteger(sumsq)) {
      into.sum = sum;
      into.sumsq = sumsq;
      return;
    }
  }
  widen(into);
  const wide = { ...other };
  widen(wide);
  into.sum = (into.sum as bigint) + (wide.sum as bigint);
  into.sumsq = (into.sumsq as bigint) + (wide.sumsq as bigint);
}

function widen(exact: Exact): void {
  if (exact.scale === 6) return;
  exact.sum = BigInt(exact.sum) * BigInt(MILLION);
  exact.sumsq = BigInt(exact.sumsq) * BigInt(MILLION) * BigInt(MILLION);
  exact.scale = 6;
}

/** As PostgreSQL reads a numeric. */
export function sumText(exact: Exact): string {
  return exact.scale === 0 ? String(exact.sum) : decimal(exact.sum as bigint, 6);
}

export function sumsqText(exact: Exact): string {
  return exact.scale === 0 ? String(exact.sumsq) : decimal(exact.sumsq as bigint, 12);
}

function decimal(scaled: bigint, places: number): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
