import { Batcher, type RecordBatch } from '../read/batch.ts';
import { Broken } from '../read/broken.ts';
import { decoderFor, guessEncoding } from '../read/encoding.ts';
import { ocelForm } from '../read/ocel/kind.ts';
import type { OpenSource } from '../read/source.ts';
import { attribute, XmlReader } from '../read/xml.ts';
import type { LogColumns } from './log.ts';

/** IEEE 1849: what the standard extensions call case, time, group and activity. */
export const XES: LogColumns & { activity: string } = {
  case: 'concept:name',
  time: 'time:timestamp',
  group: 'org:group',
  activity: 'concept:name',
};

/** The steps of the standard's own life cycle say nothing about a state; other words there do (“In Call”, “Closed”). */
const LIFECYCLE =
  /^(schedule|assign|reassign|start|suspend|resume|pi_abort|ate_abort|complete|autoskip|manualskip|withdraw|unknown)$/i;
const ATTRIBUTES = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);

export function isXml(head: Uint8Array): boolean {
  return /^\s*<(\?xml|log[\s>])/i.test(textOf(head).slice(0, 1000));
}

/** XML whose first element is no log is some other document. */
export function isXes(head: Uint8Array): boolean {
  const text = textOf(head);
  const [, first] = /<([A-Za-z][\w:.-]*)/.exec(text) ?? [];
  // An object-centric log begins alike, and has no traces.
  return first?.toLowerCase() === 'log' && ocelForm(text) === undefined;
}

function textOf(head: Uint8Array): string {
  const guess = guessEncoding(head);
  return guess ? decoderFor(guess.encoding).decode(head.subarray(guess.bom), false) : '';
}

/** An event as the standard nests it, laid flat: its own attributes, and the case of its trace. */
interface Event {
  trace: Map<string, string>;
  own: Map<string, string>;
}

/**
 * The events of an XES log as records, in constant memory. A record's line is the event's number in the file, because
 * many logs are written in one line. A file that breaks off delivers what came before.
 */
export async function* xesBatches(
  bytes: AsyncIterable<Uint8Array>,
  given: { head: Uint8Array; open: OpenSource; columns: LogColumns; batchRows: number },
): AsyncGenerator<RecordBatch & { attributes: Set<string> }> {
  const { columns } = given;
  const names = [...new Set([columns.case, columns.time, columns.group, columns.activity ?? []].flat())];
  const batcher = new Batcher(['case', ...names], {
    size: given.batchRows,
    unguard: false,
    progress: given.open,
  });
  const attributes = new Set<string>();
  let line = 0;
  const sink = eventSink(({ trace, own }) => {
    line++;
    for (const name of own.keys()) attributes.add(name);
    const step = own.get('lifecycle:transition');
    const state = own.get(XES.activity);
    if (columns.activity === XES.activity && state !== undefined && step && !LIFECYCLE.test(step)) {
      own.set(XES.activity, `${state}/${step}`);
    }
    batcher.add(line, [trace.get(columns.case) ?? null, ...names.map((name) => own.get(name) ?? null)]);
  });
  const reader = new XmlReader(sink, 'log');
  const guess = guessEncoding(given.head);
  const told = /^<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(
    Buffer.from(given.head.subarray(0, 200)).toString('latin1'),
  )?.[1];
  const decoder = decoderFor(guess?.bom ? guess.encoding : (told ?? guess?.encoding ?? 'utf-8'));
  let skip = guess?.bom ?? 0;
  let broken: string | undefined;
  try {
    for await (const chunk of bytes) {
      reader.push(decoder.decode(chunk.subarray(Math.min(skip, chunk.length)), false));
      skip = Math.max(0, skip - chunk.length);
      for (const batch of batcher.take()) yield { ...batch, attributes };
    }
    reader.push(decoder.decode(new Uint8Array(0), true));
    if (!sink.ended()) broken = 'The log ends early: it was cut off here.';
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    broken = error.message;
  }
  if (broken) batcher.reject(line + 1, `${broken} What came before this event was read.`, '');
  for (const batch of batcher.take(true)) yield { ...batch, attributes };
}

/** Attributes may hold attributes of their own; only those right below the trace or the event are theirs. */
function eventSink(emit: (event: Event) => void) {
  const path: string[] = [];
  let trace = new Map<string, string>();
  let own = new Map<string, string>();
  let closed = false;
  return {
    open(name: string, attributes: string) {
      const parent = path.at(-1);
      path.push(name);
      if (name === 'trace') trace = new Map();
      else if (name === 'event') own = new Map();
      else if (ATTRIBUTES.has(name) && (parent === 'event' || parent === 'trace')) {
        const key = attribute(attributes, 'key');
        const value = attribute(attributes, 'value');
        if (key !== undefined && value !== undefined) (parent === 'event' ? own : trace).set(key, value);
      }
    },
    close(name: string) {
      if (path.pop() !== name) throw new Broken(`The log closes a “${name}” that it did not open.`);
      if (name === 'event') emit({ trace, own });
      if (name === 'log') closed = true;
    },
    ended: () => closed,
  };
}
