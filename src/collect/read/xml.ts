import { Broken } from './broken.ts';

export interface XmlSink {
  /** `attributes` as written; read one with `attribute`. A self-closing element is opened and closed. */
  open?: (name: string, attributes: string) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/** Longest tag or run of text. Excel's longest cell has 32,767 characters. */
const MAX_PIECE = 4 * 1024 * 1024;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads the XML of workbooks and logs piece by piece. No document types, so no entities of its own: nothing can expand. */
export class XmlReader {
  readonly #sink: XmlSink;
  readonly #what: string;
  #buffer = '';

  constructor(sink: XmlSink, what = 'workbook') {
    this.#sink = sink;
    this.#what = what;
  }

  push(text: string): void {
    const buffer = this.#buffer + text;
    let at = 0;
    for (;;) {
      const tag = buffer.indexOf('<', at);
      if (tag === -1) break;
      const end = tagEnd(buffer, tag);
      if (end === -1) break;
      if (tag > at) this.#sink.text?.(unescapeXml(buffer.slice(at, tag)));
      this.#tag(buffer.slice(tag + 1, end));
      at = end + 1;
    }
    this.#buffer = buffer.slice(at);
    if (this.#buffer.length > MAX_PIECE)
      throw new Broken(`The ${this.#what} holds a value longer than any real one.`);
  }

  #tag(tag: string): void {
    const first = tag.charCodeAt(0);
    if (first === 63) return;
    if (first === 33) {
      if (tag.startsWith('![CDATA[')) this.#sink.text?.(tag.slice(8, -2));
      else if (!tag.startsWith('!--'))
        throw new Broken(`The ${this.#what} holds a document type, which no ${this.#what} does.`);
      return;
    }
    if (first === 47) {
      this.#sink.close?.(localName(tag.slice(1).trimEnd()));
      return;
    }
    const selfClosing = tag.endsWith('/');
    const space = tag.search(/[\s/]/);
    const name = localName(space === -1 ? tag : tag.slice(0, space));
    this.#sink.open?.(name, space === -1 ? '' : tag.slice(space, selfClosing ? -1 : undefined));
    if (selfClosing) this.#sink.close?.(name);
  }
}

/** Index of the `>` that ends the tag, comment or CDATA section at `tag`; -1 when it is not here yet. */
function tagEnd(text: string, tag: number): number {
  if (text[tag + 1] === '!') {
    const closing = text.startsWith('<!--', tag) ? '-->' : text.startsWith('<![CDATA[', tag) ? ']]>' : '>';
    // `<!` may be cut before it shows which of the three it is.
    if (closing === '>' && text.length - tag < 9) return -1;
    const end = text.indexOf(closing, tag);
    return end === -1 ? -1 : end + closing.length - 1;
  }
  let quote = 0;
  for (let i = tag + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return i;
  }
  return -1;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const patterns = new Map<string, RegExp>();

export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`(?:^|\\s|:)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
