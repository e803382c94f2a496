import { LineCounter, parseAllDocuments, stringify } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../platform/errors.ts';
import {
  type Fault,
  faultsOf,
  JourneyDocument,
  NoteDocument,
  PhaseDocument,
  TouchpointDocument,
} from './document.ts';
import { Lane, lanes } from './lanes.ts';

const noteText = z.union([
  NoteDocument.shape.text,
  z.strictObject({ text: NoteDocument.shape.text, owner: NoteDocument.shape.owner }),
]);

const TouchpointYaml = z
  .strictObject({
    ...TouchpointDocument.omit({ momentOfTruth: true }).shape,
    moment_of_truth: z.boolean().default(false),
  })
  .transform(({ moment_of_truth, ...rest }) => ({ ...rest, momentOfTruth: moment_of_truth }));

const PhaseYaml = z
  .strictObject({
    ...PhaseDocument.omit({ notes: true }).shape,
    touchpoints: z.array(TouchpointYaml).max(200).default([]),
    notes: z.partialRecord(Lane, z.array(noteText).max(200)).default({}),
  })
  .transform(({ notes, ...phase }) => ({
    ...phase,
    notes: lanes.flatMap((lane) =>
      (notes[lane] ?? []).map((note) =>
        typeof note === 'string' ? { lane, text: note, owner: null } : { lane, ...note },
      ),
    ),
  }));

/** The file's shape: `journey:` is the key, notes stand under their lane, names with two words use “_”. */
const JourneyYaml = z
  .strictObject({
    journey: JourneyDocument.shape.key,
    ...JourneyDocument.omit({ key: true, phases: true }).shape,
    phases: z.array(PhaseYaml).max(60).default([]),
  })
  .transform(({ journey, ...rest }): JourneyDocument => ({ key: journey, ...rest }));

/** Larger files are not maps any more: the largest real one we know has 60 phases and touchpoints and takes 30 kB. */
const LARGEST = 1_000_000;

/**
 * Reads one or several journeys (`---` between them).
 * Refuses with `yaml_unreadable` or `journey_invalid`; facts.errors = [{path, line, message}].
 */
export function readYaml(source: string): JourneyDocument[] {
  if (source.length > LARGEST)
    throw new Refusal('yaml_too_large', 'This file is over 1 MB. Send one journey a file.', {}, 413);
  const lines = new LineCounter();
  const documents = parseAllDocuments(source, { lineCounter: lines, uniqueKeys: true });
  const found: JourneyDocument[] = [];
  for (const document of documents) {
    const broken = document.errors[0];
    if (broken) {
      const line = lines.linePos(broken.pos[0]).line;
      const said = broken.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
      throw new Refusal('yaml_unreadable', `Line ${line} is not readable as YAML: ${said}.`, {
        errors: [{ path: '', line, message: said }],
      });
    }
    const lineOf = (path: PropertyKey[]): number => {
      for (let depth = path.length; depth >= 0; depth--) {
        const node = document.getIn(path.slice(0, depth), true) as
          | { range?: [number, number, number] }
          | undefined;
        if (node?.range) return lines.linePos(node.range[0]).line;
      }
      return 1;
    };
    const read = JourneyYaml.safeParse(toPlain(() => document.toJS()));
    if (!read.success)
      throw invalid(
        read.error.issues.map((issue) => ({ path: issue.path, message: issue.message })),
        lineOf,
      );
    const faults = faultsOf(read.data);
    if (faults.length > 0) throw invalid(faults, lineOf);
    found.push(read.data);
  }
  if (found.length === 0)
    throw new Refusal('yaml_empty', 'The file holds no journey. Begin with “journey: <key>” and “name: …”.');
  return found;
}

/** An alias that unfolds into millions of nodes is refused by the reader; say so instead of failing. */
function toPlain(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    throw new Refusal('yaml_unreadable', `The file is not readable as YAML: ${(error as Error).message}.`);
  }
}

function invalid(
  faults: { path: PropertyKey[]; message: string }[],
  lineOf: (path: PropertyKey[]) => number,
): Refusal {
  const errors = faults
    .slice(0, 50)
    .map(({ path, message }) => ({ path: path.join('.'), line: lineOf(path), message }));
  const first = errors[0]!;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return new Refusal(
    'journey_invalid',
    `Line ${first.line}, ${first.path || 'file'}: ${first.message}${more}`,
    { errors },
  );
}

/** Refuses a journey sent as JSON for the same reasons a file is refused. */
export function refuseFaults(faults: Fault[]): void {
  if (faults.length === 0) return;
  const errors = faults.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new Refusal('journey_invalid', errors[0]!.message, { errors });
}

/** The one way a journey is written down: fixed order, no empty fields. Reading it gives the same journey again. */
export function writeYaml(journey: JourneyDocument): string {
  const plain = {
    journey: journey.key,
    name: journey.name,
    ...filled({
      description: journey.description,
      parent: journey.parent,
      persona: journey.persona,
      personas: journey.personas.length > 0 ? journey.personas : null,
      scenario: journey.scenario,
      expectations: journey.expectations,
    }),
    ...(journey.phases.length > 0 ? { phases: journey.phases.map(writePhase) } : {}),
    ...(journey.placement.length > 0 ? { placement: journey.placement } : {}),
  };
  return stringify(plain, { lineWidth: 110, aliasDuplicateObjects: false });
}

function writePhase(phase: PhaseDocument): object {
  const notes = Object.fromEntries(
    lanes
      .map((lane) => [lane, phase.notes.filter((note) => note.lane === lane)] as const)
      .filter(([, here]) => here.length > 0)
      .map(([lane, here]) => [
        lane,
        here.map((note) => (note.owner ? { text: note.text, owner: note.owner } : note.text)),
      ]),
  );
  return {
    key: phase.key,
    name: phase.name,
    ...filled({ prospect: phase.prospect, emotion: phase.emotion }),
    ...(phase.touchpoints.length > 0 ? { touchpoints: phase.touchpoints.map(writeTouchpoint) } : {}),
    ...(Object.keys(notes).length > 0 ? { notes } : {}),
  };
}

function writeTouchpoint({ momentOfTruth, ...touchpoint }: TouchpointDocument): object {
  const { key, name, description, channel, expectation, emotion } = touchpoint;
  const rest = filled({ description, channel, moment_of_truth: momentOfTruth, expectation, emotion });
  return { key, name, ...rest };
}

function filled(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && value !== null && value !== false),
  );
}
