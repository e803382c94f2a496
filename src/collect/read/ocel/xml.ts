import { Broken } from '../broken.ts';
import { attribute, XmlReader } from '../xml.ts';
import type { OcelElement, OcelReader, OcelSink } from './element.ts';

type Open = Extract<OcelElement, { what: 'object' | 'event' }>;
type Declared = Exclude<OcelElement, Open>;

/** The same log as XML: `object` and `event` elements with attributes and relationships inside. Constant memory. */
export class OcelXmlReader implements OcelReader {
  readonly #xml: XmlReader;
  readonly #sink: OcelSink;
  readonly #path: string[] = [];
  #open: Open | undefined;
  #declared: Declared | undefined;
  /** The attribute whose value is being read. */
  #value: { name: string; value: string; time: string } | undefined;
  #over = false;

  constructor(sink: OcelSink) {
    this.#sink = sink;
    this.#xml = new XmlReader(
      {
        open: (name, given) => this.#opened(name, given),
        close: (name) => this.#closed(name),
        text: (text) => {
          if (this.#value) this.#value.value += text;
        },
      },
      'log',
    );
  }

  push(text: string): void {
    this.#xml.push(text);
  }

  end(): void {
    if (!this.#over) throw new Broken('The log ends early: it was cut off here.');
  }

  #opened(name: string, given: string): void {
    this.#path.push(name);
    const says = (key: string) => attribute(given, key) ?? '';
    if (name === 'object-type' || name === 'event-type') {
      const what = name === 'object-type' ? 'objectType' : 'eventType';
      this.#declared = { what, name: says('name'), attributes: [] };
    } else if (name === 'event' || (name === 'object' && !this.#open && says('id'))) {
      this.#open = {
        what: name,
        id: says('id'),
        type: says('type'),
        time: says('time'),
        attributes: [],
        related: [],
      };
    } else if (name === 'attribute') {
      if (this.#open) this.#value = { name: says('name'), value: '', time: says('time') };
      else this.#declared?.attributes.push(says('name'));
    } else if (name === 'relationship' || name === 'relobj' || name === 'object') {
      // Tools differ in what they call it; all say which object.
      const id = says('object-id') || says('objectId');
      if (id) this.#open?.related.push(id);
    }
  }

  #closed(name: string): void {
    if (this.#path.pop() !== name) throw new Broken(`The log closes a “${name}” that it did not open.`);
    if (name === 'attribute' && this.#value) {
      this.#open?.attributes.push({ ...this.#value, value: this.#value.value.trim() });
      this.#value = undefined;
    } else if ((name === 'object-type' || name === 'event-type') && this.#declared) {
      if (this.#declared.name) this.#sink.element(this.#declared);
      this.#declared = undefined;
    } else if (
      this.#open &&
      name === this.#open.what &&
      this.#path.at(-1) === `${name}s` &&
      this.#path.length === 2
    ) {
      const { what, id, type } = this.#open;
      if (id && type) this.#sink.element(this.#open);
      else
        this.#sink.bad({
          reason: `This ${what} has no id and type.`,
          raw: `<${what} id="${id}" type="${type}">`,
        });
      this.#open = undefined;
    }
    if (this.#path.length === 0) this.#over = true;
  }
}
