import type { Draft } from './journey.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

const arrows: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Alt and an arrow key move what has the focus; undefined for every other key. */
export function directionOf(event: { altKey: boolean; key: string }): Direction | undefined {
  return event.altKey ? arrows[event.key] : undefined;
}

/** Can it go there? Touchpoints go within their phase and to the next; phases only sideways. */
export function canMove(
  draft: Pick<Draft, 'phases'>,
  phase: number,
  touchpoint: number | undefined,
  to: Direction,
): boolean {
  if (to === 'left') return phase > 0;
  if (to === 'right') return phase < draft.phases.length - 1;
  if (touchpoint === undefined) return false;
  return to === 'up' ? touchpoint > 0 : touchpoint < (draft.phases[phase]?.touchpoints.length ?? 0) - 1;
}

export function movePhase(draft: Draft, phase: number, to: Direction): void {
  const [moved] = draft.phases.splice(phase, 1);
  if (moved) draft.phases.splice(phase + (to === 'left' ? -1 : 1), 0, moved);
}

export function moveTouchpoint(draft: Draft, phase: number, touchpoint: number, to: Direction): void {
  const here = draft.phases[phase]?.touchpoints;
  const [moved] = here?.splice(touchpoint, 1) ?? [];
  if (!here || !moved) return;
  if (to === 'up' || to === 'down') here.splice(touchpoint + (to === 'up' ? -1 : 1), 0, moved);
  else draft.phases[phase + (to === 'left' ? -1 : 1)]?.touchpoints.push(moved);
}
