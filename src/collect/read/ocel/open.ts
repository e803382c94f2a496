import { Refusal } from '../../../platform/errors.ts';
import { Batcher, type RecordBatch } from '../batch.ts';
import { Broken } from '../broken.ts';
import { decoderFor } from '../encoding.ts';
import { inflate } from '../inflate.ts';
import type { Sniffed } from '../sniff.ts';
import { openSource } from '../source.ts';
import type { OcelElement, OcelReader, OcelSink } from './element.ts';
import { OcelJsonReader } from './json.ts';
import { OcelObjects, type OcelSummary } from './objects.ts';
import { OcelXmlReader } from './xml.ts';

/** Columns that every object-centric log has here, before the objects that take part and the attributes. */
const OWN = ['ocel:what', 'ocel:key', 'ocel:type', 'ocel:time', 'ocel:customer'];

/**
 * An object-centric log as a table: a row for each customer, and one for each event and customer it is about. The file is read
 * twice, because an event says who took part by ids whose objects may stand anywhere. A row's line is the number of the
 * object or event in the file; an event that is nobody's is reported, not dropped.
 * @throws Refusal `no_customer_type`, `ocel_empty`
 */
export async function openOcel(
  path: string,
  sniffed: Sniffed,
  how: { customer?: string | undefined; batchRows: number },
): Promise<{ sniffed: Sniffed & { log: OcelSummary }; batches: AsyncGenerator<RecordBatch> }> {
  const objects = new OcelObjects();
  for await (const _ of walk(
    path,
    sniffed,
    { element: (one) => objects.note(one), bad: () => undefined },
    true,
  ));
  const log = objects.choose(how.customer);
  if (log.eventTypes.every(({ count }) => count === 0) && log.objectTypes.every(({ count }) => count === 0))
    throw new Refusal('ocel_empty', 'The log holds no object and no event. Export it again.');
  const others = log.objectTypes.map(({ name }) => name).filter((name) => name !== log.customer);
  const attributes = objects.columns(log.customer);
  const columns = [...OWN, ...others.map(objectsColumn), ...attributes];
  return {
    sniffed: { ...sniffed, columns, log },
    batches: rows(path, sniffed, { objects, log, others, attributes, columns, batchRows: how.batchRows }),
  };
}

/** The column with the ids of one type of object. */
export function objectsColumn(type: string): string {
  return `objects:${type}`;
}

interface Laid {
  objects: OcelObjects;
  log: OcelSummary;
  others: string[];
  attributes: string[];
  columns: string[];
  batchRows: number;
}

async function* rows(path: string, sniffed: Sniffed, laid: Laid): AsyncGenerator<RecordBatch> {
  const { objects, log } = laid;
  const read = { bytes: 0, total: null as number | null };
  const batcher = new Batcher(laid.columns, {
    size: laid.batchRows,
    unguard: false,
    progress: { read: () => read.bytes, totalBytes: read.total },
  });
  let line = 0;
  const add = (values: (string | null)[]) => {
    const unstorable = values.some(
      (value) => value !== null && (value.includes('\0') || !value.isWellFormed()),
    );
    if (unstorable) batcher.reject(line, 'Holds a character that is no text.', values.join('\t'));
    else batcher.add(line, values);
  };
  const sink: OcelSink = {
    element(one) {
      if ('name' in one) return;
      line++;
      if (one.what === 'object') {
        if (one.type === log.customer)
          add([
            'object',
            one.id,
            one.type,
            null,
            one.id,
            ...laid.others.map(() => null),
            ...newest(one, laid.attributes),
          ]);
        return;
      }
      const customers = objects.customersOf(one.related, log.customer);
      if (customers.length === 0) {
        const reason = `No “${log.customer}” takes part in this event, and none of its objects belongs to just one.`;
        batcher.reject(line, reason, JSON.stringify(one));
        return;
      }
      const parts = laid.others.map(
        (type) => one.related.filter((id) => objects.typeOf(id) === type).join(', ') || null,
      );
      for (const customer of customers)
        add([
          'event',
          `${one.id}/${customer}`,
          one.type,
          one.time,
          customer,
          ...parts,
          ...newest(one, laid.attributes),
        ]);
    },
    bad({ reason, raw }) {
      line++;
      batcher.reject(line, reason, raw);
    },
  };
  try {
    for await (const progress of walk(path, sniffed, sink, false)) {
      read.bytes = progress.read;
      yield* batcher.take();
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    batcher.reject(line + 1, `${error.message} What came before was read.`, '');
  }
  yield* batcher.take(true);
}

/** Of a value that changed over time the latest. */
function newest(one: Extract<OcelElement, { what: 'object' | 'event' }>, names: string[]): (string | null)[] {
  const latest = new Map<string, { value: string; time: number }>();
  for (const { name, value, time } of one.attributes) {
    const at = Date.parse(time) || 0;
    const known = latest.get(name);
    if (!known || at >= known.time) latest.set(name, { value, time: at });
  }
  return names.map((name) => latest.get(name)?.value || null);
}

/** Reads the file through the form's reader. `lenient`: one that breaks off is read as far as it goes. */
async function* walk(
  path: string,
  sniffed: Sniffed,
  sink: OcelSink,
  lenient: boolean,
): AsyncGenerator<{ read: number }> {
  const open = await openSource(path);
  const bytes = sniffed.compressed ? inflate(open.bytes, 'gzip') : open.bytes;
  const decoder = decoderFor(sniffed.encoding);
  let reader: OcelReader | undefined;
  let skip = sniffed.bom;
  try {
    for await (const chunk of bytes) {
      const text = decoder.decode(chunk.subarray(Math.min(skip, chunk.length)), false);
      skip = Math.max(0, skip - chunk.length);
      reader ??= text.trimStart().startsWith('{') ? new OcelJsonReader(sink) : new OcelXmlReader(sink);
      reader.push(text);
      yield { read: open.read() };
    }
    reader?.push(decoder.decode(new Uint8Array(0), true));
    reader?.end();
  } catch (error) {
    if (!lenient || !(error instanceof Broken)) throw error;
  }
}
