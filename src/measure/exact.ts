/**
 * Sums that agree with PostgreSQL's numeric to the last digit. Every counted value has at most six decimals
 * (`settle`), so a value is an integer of millionths and a square an integer of 10⁻¹².
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

/** The value as it is stored and counted: six decimals. Facts must be stored with this, or `verifyCells` disagrees. */
export function settle(value: number): number {
  if (Number.isInteger(value) || Math.abs(value) > LARGEST_DECIMAL) return Math.round(value);
  return Math.round(value * MILLION) / MILLION;
}

export const nothing = (): Exact => ({ sum: 0, sumsq: 0, scale: 0 });

/** Adds `sign` × value and its square to `into`. `value` must be settled. */
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
  const whole = Number.isInteger(value)
    ? BigInt(value) * BigInt(MILLION)
    : BigInt(Math.round(value * MILLION));
  into.sum = (into.sum as bigint) + BigInt(sign) * whole;
  into.sumsq = (into.sumsq as bigint) + BigInt(sign) * whole * whole;
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
