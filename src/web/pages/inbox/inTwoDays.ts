/** Two days from now, as a field for a moment wants it: local time without a zone. */
export function inTwoDays(): string {
  const at = new Date(Date.now() + 48 * 3_600_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
