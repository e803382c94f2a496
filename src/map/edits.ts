import { notFound, Refusal } from '../platform/errors.ts';
import type {
  JourneyDocument,
  NoteDocument,
  PhaseDocument,
  RuleDocument,
  TouchpointDocument,
} from './document.ts';
import { keyFrom } from './key.ts';

/** Small edits of a journey document, one function an act. They change the document given and are saved by `editJourney`. */

export function addPhase(
  journey: JourneyDocument,
  phase: Omit<PhaseDocument, 'key'> & { key?: string | undefined; at?: number | undefined },
): string {
  const { at, key: wanted, ...rest } = phase;
  const key =
    wanted ??
    keyFrom(
      phase.name,
      journey.phases.map((one) => one.key),
      'phase',
    );
  journey.phases.splice(at ?? journey.phases.length, 0, { ...rest, key });
  return key;
}

export function changePhase(
  journey: JourneyDocument,
  key: string,
  to: Partial<PhaseDocument> & { at?: number | undefined },
): void {
  const { at, ...fields } = to;
  const index = journey.phases.findIndex((phase) => phase.key === key);
  if (index < 0) throw notFound('phase', key);
  const phase = { ...journey.phases[index]!, ...defined(fields) };
  journey.phases.splice(index, 1);
  journey.phases.splice(at ?? index, 0, phase);
}

/** A phase goes with its notes; touchpoints in it must be moved or removed first, so that none is lost by accident. */
export function removePhase(journey: JourneyDocument, key: string): void {
  const phase = journey.phases.find((one) => one.key === key);
  if (!phase) throw notFound('phase', key);
  if (phase.touchpoints.length > 0) {
    throw new Refusal(
      'phase_not_empty',
      `“${phase.name}” still holds ${phase.touchpoints.length} touchpoints. Move or remove them first.`,
      {
        touchpoints: phase.touchpoints.map((touchpoint) => touchpoint.key),
      },
    );
  }
  journey.phases = journey.phases.filter((one) => one !== phase);
}

export function addTouchpoint(
  journey: JourneyDocument,
  phaseKey: string,
  touchpoint: Omit<TouchpointDocument, 'key'> & { key?: string | undefined; at?: number | undefined },
  taken: Iterable<string>,
): string {
  const { at, key: wanted, ...rest } = touchpoint;
  const phase = journey.phases.find((one) => one.key === phaseKey) ?? raise(unknownPhase(journey, phaseKey));
  const key = wanted ?? keyFrom(touchpoint.name, taken, 'touchpoint');
  phase.touchpoints.splice(at ?? phase.touchpoints.length, 0, { ...rest, key });
  return key;
}

export function changeTouchpoint(
  journey: JourneyDocument,
  key: string,
  to: Partial<TouchpointDocument> & { phase?: string | undefined; at?: number | undefined },
): void {
  const { phase: phaseKey, at, ...fields } = to;
  const from =
    journey.phases.find((phase) => phase.touchpoints.some((one) => one.key === key)) ??
    raise(notFound('touchpoint', key));
  const target = phaseKey ? journey.phases.find((phase) => phase.key === phaseKey) : from;
  if (!target) throw unknownPhase(journey, phaseKey!);
  const index = from.touchpoints.findIndex((one) => one.key === key);
  const [touchpoint] = from.touchpoints.splice(index, 1);
  const place = at ?? (target === from ? index : target.touchpoints.length);
  target.touchpoints.splice(place, 0, { ...touchpoint!, ...defined(fields) });
}

/** Its placement rules go with it. */
export function removeTouchpoint(journey: JourneyDocument, key: string): void {
  const phase = journey.phases.find((one) => one.touchpoints.some((touchpoint) => touchpoint.key === key));
  if (!phase) throw notFound('touchpoint', key);
  phase.touchpoints = phase.touchpoints.filter((touchpoint) => touchpoint.key !== key);
  journey.placement = journey.placement.filter((rule) => rule.touchpoint !== key);
}

export function addNote(journey: JourneyDocument, phaseKey: string, note: NoteDocument): void {
  const phase = journey.phases.find((one) => one.key === phaseKey) ?? raise(unknownPhase(journey, phaseKey));
  phase.notes.push(note);
}

export function addRule(journey: JourneyDocument, rule: RuleDocument, at = journey.placement.length): void {
  journey.placement.splice(at, 0, rule);
}

function unknownPhase(journey: JourneyDocument, key: string): Refusal {
  const phases = journey.phases.map((phase) => phase.key);
  return new Refusal(
    'unknown_phase',
    `“${journey.name}” has no phase “${key}”. It has: ${phases.join(', ') || 'none yet'}.`,
    { phases },
  );
}

function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function raise(refusal: Refusal): never {
  throw refusal;
}
