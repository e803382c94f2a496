let afterG = Number.NEGATIVE_INFINITY;

/** The key, if it is meant for the page: not typed into a field, no dialog open, not the second half of “g h”. */
export function keyPressed(event: KeyboardEvent): string | undefined {
  if (event.metaKey || event.ctrlKey || event.altKey) return undefined;
  const target = event.target;
  if (
    target instanceof HTMLElement &&
    target.closest('input:not([type="checkbox"]), textarea, select, iframe, [contenteditable="true"]')
  ) {
    return undefined;
  }
  if (document.querySelector('[role="dialog"]')) return undefined;
  if (event.key === 'g') {
    afterG = event.timeStamp;
    return undefined;
  }
  // The same 1.2 s in which the shell takes it as “go to”.
  if (event.timeStamp - afterG < 1200 && event.timeStamp !== afterG) return undefined;
  return event.key;
}
