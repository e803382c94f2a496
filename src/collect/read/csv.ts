export interface CsvOptions {
  delimiter: string;
  quote: string;
  /** `\n` also ends lines that end in `\r\n`. */
  newline: '\n' | '\r';
  /** Longest field in characters; a longer one rejects its row. */
  maxField?: number;
}

export interface CsvSink {
  record: (line: number, fields: string[]) => void;
  bad: (line: number, reason: string, raw: string) => void;
}

export const MAX_FIELD = 1024 * 1024;
const RECORD_TO_FIELD = 8;
const RAW = 2_000;

/**
 * Reads RFC 4180 text piece by piece. A record whose quotes do not add up costs its first line only: reading
 * starts again on the next one, so that a stray quote never swallows the rows behind it.
 * Memory: at most the longest record (8 fields of `maxField`) and one piece of text.
 */
export class CsvReader {
  readonly #options: Required<CsvOptions>;
  readonly #sink: CsvSink;
  readonly #maxRecord: number;
  #text = '';
  #at = 0;
  /** Number of the physical line that `#at` stands on. */
  #line = 1;
  /** A record that did not end is looked at again only once the text has doubled; else tiny pieces cost n². */
  #waitFor = 0;
  /** Dropping the rest of a line that was too long to keep. */
  #skipping = false;
  #nextQuote = -1;

  constructor(options: CsvOptions, sink: CsvSink) {
    this.#options = { maxField: MAX_FIELD, ...options };
    this.#maxRecord = this.#options.maxField * RECORD_TO_FIELD;
    this.#sink = sink;
  }

  get line(): number {
    return this.#line;
  }

  /** Characters held back: for the test that memory stays bounded. */
  get held(): number {
    return this.#text.length;
  }

  push(text: string): void {
    this.#text = this.#at === 0 ? this.#text + text : this.#text.slice(this.#at) + text;
    this.#at = 0;
    if (this.#text.length >= this.#waitFor) this.#read(false);
  }

  end(): void {
    this.#read(true);
  }

  #read(last: boolean): void {
    const text = this.#text;
    const { newline, quote, delimiter, maxField } = this.#options;
    this.#waitFor = 0;
    this.#nextQuote = text.indexOf(quote, this.#at);
    while (this.#at < text.length) {
      const newlineAt = text.indexOf(newline, this.#at);
      if (newlineAt === -1 && !last && (this.#skipping || text.length - this.#at > this.#maxRecord)) {
        this.#dropRest();
        return;
      }
      const end = newlineAt === -1 ? text.length : newlineAt;
      if (this.#skipping) {
        this.#skipping = false;
        this.#nextLine(end);
        continue;
      }
      if (this.#nextQuote !== -1 && this.#nextQuote < this.#at)
        this.#nextQuote = text.indexOf(quote, this.#at);
      if (this.#nextQuote !== -1 && this.#nextQuote < end) {
        if (!this.#quoted(end, newlineAt !== -1 || last, last)) break;
        continue;
      }
      if (newlineAt === -1 && !last) break;
      const stop = newline === '\n' && text.charCodeAt(end - 1) === 13 && end > this.#at ? end - 1 : end;
      if (stop > this.#at) {
        const line = text.slice(this.#at, stop);
        const fields = line.split(delimiter);
        if (line.length > maxField && fields.some((field) => field.length > maxField)) this.#tooLong(line);
        else this.#sink.record(this.#line, fields);
      }
      this.#nextLine(end);
    }
    if (this.#at > 0) {
      this.#text = text.slice(this.#at);
      this.#at = 0;
    }
    if (this.#text.length > 65_536) this.#waitFor = this.#text.length * 2;
  }

  #nextLine(end: number): void {
    this.#at = end + 1;
    this.#line++;
  }

  #dropRest(): void {
    if (!this.#skipping) this.#tooLong(this.#text.slice(this.#at, this.#at + RAW));
    this.#skipping = true;
    this.#text = '';
    this.#at = 0;
  }

  #tooLong(raw: string): void {
    this.#reject(`A value is longer than ${this.#options.maxField.toLocaleString('en')} characters.`, raw);
  }

  #reject(reason: string, raw: string): void {
    this.#sink.bad(this.#line, reason, raw.slice(0, RAW));
  }

  /** One record that holds a quote. False when more text is needed to tell. */
  #quoted(lineEnd: number, lineIsWhole: boolean, last: boolean): boolean {
    const outcome = this.#fields(last);
    if (outcome === null && this.#text.length - this.#at <= this.#maxRecord) return false;
    if (typeof outcome === 'object' && outcome !== null) {
      this.#sink.record(this.#line, outcome.fields);
      this.#line += outcome.lines;
      this.#at = outcome.next;
      return true;
    }
    if (!lineIsWhole) return false;
    this.#reject(outcome ?? 'The row is too long to be one row.', this.#text.slice(this.#at, lineEnd));
    this.#nextLine(lineEnd);
    return true;
  }

  /** The record at `#at`; a reason when it is broken; null when its end is not here yet. */
  #fields(last: boolean): { fields: string[]; lines: number; next: number } | string | null {
    const text = this.#text;
    const delimiter = this.#options.delimiter.charCodeAt(0);
    const quote = this.#options.quote.charCodeAt(0);
    const newline = this.#options.newline.charCodeAt(0);
    const fields: string[] = [];
    let lines = 1;
    let i = this.#at;
    for (;;) {
      if (text.charCodeAt(i) === quote) {
        const field = this.#quotedField(i, last);
        if (field === null || typeof field === 'string') return field;
        fields.push(field.value);
        if (field.value.includes(this.#options.newline))
          lines += field.value.split(this.#options.newline).length - 1;
        i = field.next;
      } else {
        const start = i;
        let code = text.charCodeAt(i);
        while (code !== delimiter && code !== newline && i < text.length) code = text.charCodeAt(++i);
        if (i === text.length && !last) return null;
        const stop =
          code !== delimiter && newline === 10 && i > start && text.charCodeAt(i - 1) === 13 ? i - 1 : i;
        if (stop - start > this.#options.maxField) return 'A value is too long.';
        fields.push(text.slice(start, stop));
      }
      if (i >= text.length) return last ? { fields, lines, next: i + 1 } : null;
      const code = text.charCodeAt(i);
      if (code === delimiter) {
        i++;
        if (i === text.length && last) {
          fields.push('');
          return { fields, lines, next: i + 1 };
        }
      } else if (code === 13 && newline === 10) {
        return { fields, lines, next: i + 2 };
      } else {
        return { fields, lines, next: i + 1 };
      }
    }
  }

  #quotedField(open: number, last: boolean): { value: string; next: number } | string | null {
    const text = this.#text;
    const { quote, delimiter, newline, maxField } = this.#options;
    let value = '';
    let from = open + 1;
    for (;;) {
      const close = text.indexOf(quote, from);
      if (close === -1 || close - open > maxField) {
        const seen = (close === -1 ? text.length : close) - open;
        if (seen > maxField)
          return `A quote is opened and not closed within ${maxField.toLocaleString('en')} characters.`;
        return last ? 'A quote is opened and never closed.' : null;
      }
      if (text[close + 1] === quote) {
        value += text.slice(from, close + 1);
        from = close + 2;
        continue;
      }
      value += text.slice(from, close);
      let next = close + 1;
      while (text[next] === ' ' || (text[next] === '\t' && delimiter !== '\t')) next++;
      if (next === text.length) return last ? { value, next } : null;
      const after = text[next];
      if (after === delimiter || after === newline) return { value, next };
      if (after === '\r' && newline === '\n') {
        if (next + 1 === text.length) return last ? { value, next: next + 1 } : null;
        if (text[next + 1] === newline) return { value, next };
      }
      return 'Text follows a closing quote; a quote inside a value must be doubled.';
    }
  }
}
