import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OcelElement, OcelReader, OcelSink } from './element.ts';
import { OcelJsonReader } from './json.ts';
import { OcelXmlReader } from './xml.ts';

function read(make: (sink: OcelSink) => OcelReader, pieces: string[]): OcelElement[] {
  const found: OcelElement[] = [];
  const reader = make({
    element: (one) => found.push(one),
    bad: ({ reason }) => {
      throw new Error(reason);
    },
  });
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return found;
}

function cut(text: string, at: number[]): string[] {
  const places = [0, ...at.map((one) => one % (text.length + 1)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((place, i) => text.slice(places[i], place));
}

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((one) => one.trim() === one && !one.includes('\0'));
const attribute = fc.record({ name: word, value: word, time: fc.constant('2026-01-01T00:00:00Z') });
const thing = fc.record({
  id: word,
  type: word,
  time: fc.constant('2026-02-01T00:00:00Z'),
  attributes: fc.array(attribute, { maxLength: 3 }),
  related: fc.array(word, { maxLength: 3 }),
});

const quoted = (text: string) => text.replace(/[&<>"\n\r\t]/g, (one) => `&#${one.charCodeAt(0)};`);

test('both forms say the same, whatever stands in them and wherever they are cut', () => {
  fc.assert(
    fc.property(
      fc.array(thing, { maxLength: 4 }),
      fc.array(thing, { maxLength: 4 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      fc.boolean(),
      (objects, events, at, eventsFirst) => {
        const expected = (eventsFirst ? [events, objects] : [objects, events]).flatMap((list) =>
          list.map((one) => ({ what: list === objects ? 'object' : 'event', ...one })),
        );
        const plain = (list: typeof objects) =>
          list.map(({ related, ...rest }) => ({
            note: 'a "}]{[" in passing \\',
            ...rest,
            relationships: related.map((objectId) => ({ objectId, qualifier: '}' })),
          }));
        const lists = { objects: plain(objects), events: plain(events) };
        const json = JSON.stringify(
          eventsFirst
            ? { version: '2.0', events: lists.events, objects: lists.objects }
            : { ...lists, 'x"y': [{ id: 'no' }] },
        );
        expect(read((sink) => new OcelJsonReader(sink), cut(json, at))).toEqual(expected);
        const element = (what: string, one: (typeof objects)[number]) =>
          `<${what} id="${quoted(one.id)}" type="${quoted(one.type)}" time="${one.time}"><attributes>${one.attributes
            .map((a) => `<attribute name="${quoted(a.name)}" time="${a.time}">${quoted(a.value)}</attribute>`)
            .join('')}</attributes><objects>${one.related
            .map((id) => `<relationship object-id="${quoted(id)}" qualifier=">"/>`)
            .join('\n')}</objects></${what}>`;
        const parts = {
          objects: `<objects>${objects.map((one) => element('object', one)).join('\n')}</objects>`,
          events: `<events>${events.map((one) => element('event', one)).join('')}</events>`,
        };
        const xml = `<?xml version="1.0"?>\n<log>${eventsFirst ? parts.events + parts.objects : parts.objects + parts.events}</log>`;
        expect(read((sink) => new OcelXmlReader(sink), cut(xml, at))).toEqual(expected);
      },
    ),
  );
});

test('a file that was cut off says so', () => {
  expect(() => read((sink) => new OcelJsonReader(sink), ['{"objects":[{"id":"a","type":"b"}'])).toThrow(
    /ends early/,
  );
  expect(() => read((sink) => new OcelXmlReader(sink), ['<log><objects>'])).toThrow(/ends early/);
});
