import { Broken } from '../broken.ts';
import type { OcelElement, OcelReader, OcelSink } from './element.ts';

/** Longest object or event in characters. */
const MOST = 8 * 1024 * 1024;
const MARKS = /["{}[\]]/g;
const IN_STRING = /["\\]/g;
const LISTS: Record<string, OcelElement['what']> = {
  objectTypes: 'objectType',
  eventTypes: 'eventType',
  objects: 'object',
  events: 'event',
};

/** One object whose lists hold the log, in any order: each element as it is whole. Constant memory. */
export class OcelJsonReader implements OcelReader {
  readonly #sink: OcelSink;
  #text = '';
  #at = 0;
  /** Where the element (or the name of a list) that is being read starts; -1: none. */
  #start = -1;
  #depth = 0;
  #inString = false;
  #list = '';
  #over = false;

  constructor(sink: OcelSink) {
    this.#sink = sink;
  }

  push(text: string): void {
    this.#text += text;
    this.#scan();
    const keep = this.#start === -1 ? this.#at : this.#start;
    this.#text = this.#text.slice(keep);
    this.#at -= keep;
    if (this.#start !== -1) this.#start = 0;
    if (this.#text.length > MOST) throw new Broken('The log holds an element longer than any real one.');
  }

  end(): void {
    if (!this.#over) throw new Broken('The log ends early: it was cut off here.');
  }

  #scan(): void {
    for (;;) {
      const pattern = this.#inString ? IN_STRING : MARKS;
      pattern.lastIndex = this.#at;
      const found = pattern.exec(this.#text);
      if (!found) {
        this.#at = this.#text.length;
        return;
      }
      if (found[0] === '\\') {
        // What it guards may come with the next piece.
        if (found.index + 1 === this.#text.length) {
          this.#at = found.index;
          return;
        }
        this.#at = found.index + 2;
        continue;
      }
      this.#at = found.index + 1;
      this.#mark(found[0], found.index);
    }
  }

  #mark(mark: string, index: number): void {
    if (mark === '"') {
      this.#inString = !this.#inString;
      if (this.#depth !== 1) return;
      if (this.#inString) this.#start = index + 1;
      else {
        this.#list = this.#text.slice(this.#start, index);
        this.#start = -1;
      }
      return;
    }
    if (mark === '{' || mark === '[') {
      if (this.#depth === 2 && mark === '{' && this.#list in LISTS) this.#start = index;
      this.#depth++;
      return;
    }
    this.#depth--;
    if (this.#depth === 2 && this.#start !== -1) {
      this.#element(this.#text.slice(this.#start, index + 1));
      this.#start = -1;
    }
    if (this.#depth === 0) this.#over = true;
  }

  #element(text: string): void {
    const what = LISTS[this.#list] as OcelElement['what'];
    try {
      const read = elementOf(what, JSON.parse(text) as Json);
      if (read) this.#sink.element(read);
      else
        this.#sink.bad({
          reason: `This ${what} has no ${what.endsWith('Type') ? 'name' : 'id and type'}.`,
          raw: text,
        });
    } catch (error) {
      this.#sink.bad({ reason: `Not valid JSON: ${(error as Error).message.slice(0, 120)}`, raw: text });
    }
  }
}

type Json = Record<string, unknown>;

function elementOf(what: OcelElement['what'], json: Json): OcelElement | undefined {
  if (what === 'objectType' || what === 'eventType') {
    const name = textOf(json.name);
    return name
      ? { what, name, attributes: listOf(json.attributes).map((one) => textOf(one.name)) }
      : undefined;
  }
  const id = textOf(json.id);
  const type = textOf(json.type);
  if (!id || !type) return undefined;
  return {
    what,
    id,
    type,
    time: textOf(json.time),
    attributes: listOf(json.attributes).map((one) => ({
      name: textOf(one.name),
      value: textOf(one.value),
      time: textOf(one.time),
    })),
    related: listOf(json.relationships).map((one) => textOf(one.objectId)),
  };
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value)
    ? value.filter((one): one is Json => typeof one === 'object' && one !== null)
    : [];
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
