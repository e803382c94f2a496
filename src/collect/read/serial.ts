const DAY = 86_400_000;
/** 1899-12-30: serial 61 is 1900-03-01, because the format counts a 29 February 1900 that never was. */
const EPOCH_1900 = -25_569 * DAY;
const EPOCH_1904 = EPOCH_1900 + 1_462 * DAY;

/** Milliseconds of the wall clock (as if it were UTC) of a spreadsheet's date serial. */
export function serialToWall(serial: number, date1904 = false): number {
  const shifted = !date1904 && serial < 60 ? serial + 1 : serial;
  return (date1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(shifted * DAY);
}

/** `2026-01-31`, `2026-01-31T10:20:30` or, for a time without a day, `10:20:30`. */
export function serialToText(serial: number, date1904 = false): string {
  if (serial < 0 || serial >= 2_958_466) return String(serial);
  const iso = new Date(serialToWall(serial, date1904)).toISOString();
  const time = iso.slice(11, 23).replace('.000', '');
  if (serial < 1 && !date1904) return time;
  return Number.isInteger(serial) || time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`;
}

/** Number formats that Excel has built in for dates and times (ECMA-376 part 1, 18.8.30, and its CJK list). */
const builtIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);

/** Whether cells of this number format are moments. Durations (`[h]:mm`) are amounts and stay numbers. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtIn(id);
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*./g, '');
  if (/\[(h+|m+|s+)\]/i.test(bare)) return false;
  return /[ymdhs]/i.test(bare.replaceAll(/\[[^\]]*\]|general/gi, ''));
}
