const z95 = 1.959963984540054;

export interface Forecast {
  /** Weeks ahead, from 1. */
  ahead: number;
  value: number;
  low: number;
  high: number;
}

/**
 * How many cases will be open, from how many were at the end of each week: a random walk with drift. In h weeks it will be
 * y + h·d, d the mean change of a week, with a 95 % prediction interval of ± z·s·√(h·(1 + h/(T − 1))), s the standard
 * deviation of the changes and T the number of weeks (Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice,
 * 3rd ed., 5.2 and 5.5). It knows no seasons and no plans; fewer than eight weeks forecast nothing. There are never fewer
 * than no open cases.
 */
export function forecast(open: readonly number[], weeks: number): Forecast[] | null {
  if (open.length < 8) return null;
  return drift(open, weeks).map(({ ahead, ...line }) => ({
    ahead,
    value: Math.max(0, line.value),
    low: Math.max(0, line.low),
    high: Math.max(0, line.high),
  }));
}

/** The line itself, which may fall below nought. */
export function drift(series: readonly number[], steps: number): Forecast[] {
  const changes = series.slice(1).map((value, i) => value - series[i]!);
  const t = series.length;
  const mean = changes.reduce((sum, one) => sum + one, 0) / (t - 1);
  const s = Math.sqrt(changes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (t - 2));
  const last = series[t - 1]!;
  return Array.from({ length: steps }, (_, i) => {
    const h = i + 1;
    const half = z95 * s * Math.sqrt(h * (1 + h / (t - 1)));
    return { ahead: h, value: last + h * mean, low: last + h * mean - half, high: last + h * mean + half };
  });
}
