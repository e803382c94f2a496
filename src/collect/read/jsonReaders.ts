import { MAX_FIELD } from './csv.ts';

export interface JsonSink {
  object: (line: number, text: string) => void;
  bad: (line: number, reason: string, raw: string) => void;
}

const MAX_OBJECT = 8 * MAX_FIELD;
const TOO_LONG = `Longer than ${MAX_OBJECT.toLocaleString('en')} characters.`;
const RAW = 2_000;

/** One object per line. */
export class NdjsonReader {
  readonly #sink: JsonSink;
  #parts: string[] = [];
  #length = 0;
  #line = 1;

  constructor(sink: JsonSink) {
    this.#sink = sink;
  }

  get line(): number {
    return this.#line;
  }

  get held(): number {
    return Math.min(this.#length, MAX_OBJECT);
  }

  push(text: string): void {
    let at = 0;
    for (;;) {
      const end = text.indexOf('\n', at);
      const part = end === -1 ? text.slice(at) : text.slice(at, end);
      // A line that is too long is still measured, no longer kept.
      if (this.#length <= MAX_OBJECT) this.#parts.push(part);
      this.#length += part.length;
      if (end === -1) return;
      this.#finish();
      this.#line++;
      at = end + 1;
    }
  }

  end(): void {
    this.#finish();
  }

  #finish(): void {
    const text = this.#parts.length === 1 ? (this.#parts[0] as string) : this.#parts.join('');
    if (this.#length > MAX_OBJECT) this.#sink.bad(this.#line, TOO_LONG, text.slice(0, RAW));
    else if (text.trim() !== '') this.#sink.object(this.#line, text);
    this.#parts = [];
    this.#length = 0;
  }
}

const OUTSIDE = /["{}[\]\n]/g;
const INSIDE = /["\\\n]/g;

/** Objects of a JSON list, or objects written one after the other over several lines, as they arrive. */
export class JsonListReader {
  readonly #sink: JsonSink;
  #text = '';
  /** Where looking goes on in `#text`, and where the object being read starts (-1: none). */
  #at = 0;
  #start = -1;
  #startLine = 1;
  #line = 1;
  #depth = 0;
  #inString = false;
  #inList = false;
  #dropped = false;

  constructor(sink: JsonSink) {
    this.#sink = sink;
  }

  get line(): number {
    return this.#line;
  }

  get held(): number {
    return this.#text.length;
  }

  push(text: string): void {
    this.#text += text;
    this.#scan();
    const keep = this.#start === -1 ? this.#at : this.#start;
    if (this.#start !== -1 && this.#at - this.#start > MAX_OBJECT) {
      if (!this.#dropped)
        this.#sink.bad(this.#startLine, TOO_LONG, this.#text.slice(this.#start, this.#start + RAW));
      this.#dropped = true;
      this.#text = this.#text.slice(this.#at);
      this.#start = 0;
      this.#at = 0;
      return;
    }
    this.#text = this.#text.slice(keep);
    this.#at -= keep;
    if (this.#start !== -1) this.#start = 0;
  }

  end(): void {
    if (this.#start !== -1 && !this.#dropped) {
      this.#sink.bad(
        this.#startLine,
        'The JSON ends in the middle of this object.',
        this.#text.slice(this.#start, RAW),
      );
    } else if (this.#inList) {
      this.#sink.bad(this.#line, 'The JSON list is never closed; the file may have been cut off.', '');
    }
  }

  #scan(): void {
    const text = this.#text;
    for (;;) {
      const pattern = this.#inString ? INSIDE : OUTSIDE;
      pattern.lastIndex = this.#at;
      const found = pattern.exec(text);
      if (found === null) {
        this.#stray(text.length);
        this.#at = text.length;
        return;
      }
      const mark = found[0];
      if (mark === '\\' && found.index + 1 === text.length) {
        this.#at = found.index;
        return;
      }
      this.#stray(found.index);
      this.#at = found.index + (mark === '\\' ? 2 : 1);
      this.#step(mark, found.index);
    }
  }

  #step(mark: string, index: number): void {
    if (mark === '\n') this.#line++;
    else if (mark === '"') {
      this.#inString = !this.#inString;
      if (this.#start === -1 && this.#inString) this.#sink.bad(this.#line, 'Not a JSON object.', '"');
    } else if (mark === '[' && this.#start === -1 && !this.#inList) this.#inList = true;
    else if (mark === '{' || mark === '[') this.#open(index);
    else if (mark === '}' || mark === ']') this.#close(mark);
  }

  #open(index: number): void {
    if (this.#start === -1) {
      this.#start = index;
      this.#startLine = this.#line;
    }
    this.#depth++;
  }

  #close(mark: string): void {
    if (this.#depth === 0) {
      if (mark === ']' && this.#inList) this.#inList = false;
      else this.#sink.bad(this.#line, `A ${mark} too many.`, mark);
      return;
    }
    this.#depth--;
    if (this.#depth > 0) return;
    if (!this.#dropped) this.#sink.object(this.#startLine, this.#text.slice(this.#start, this.#at));
    this.#dropped = false;
    this.#start = -1;
  }

  /** Anything but commas and blanks between two objects is a value that is no object. */
  #stray(until: number): void {
    if (this.#start !== -1 || this.#inString) return;
    const between = this.#text
      .slice(this.#at, until)
      .replaceAll(/[\s,]+/g, ' ')
      .trim();
    if (between !== '') this.#sink.bad(this.#line, 'Not a JSON object.', between.slice(0, RAW));
  }
}
