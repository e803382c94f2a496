import { Refusal } from '../../platform/errors.ts';
import { isDateFormat } from './serial.ts';
import { attribute, XmlReader, type XmlSink } from './xml.ts';
import type { Zip } from './zip.ts';

export interface Sheet {
  name: string;
  part: string;
}

/** Workbook, relations, styles: a few KB in life; 32 MB is a bomb. */
const MAX_PART = 32 * 1024 * 1024;
/** Shared strings have to be in memory, since cells name them by number. */
const MAX_STRINGS = 512 * 1024 * 1024;
const MAX_CHARACTERS = 128 * 1024 * 1024;

export async function readXml(zip: Zip, part: string, limit: number, sink: XmlSink): Promise<void> {
  const decoder = new TextDecoder();
  const reader = new XmlReader(sink);
  for await (const chunk of zip.read(part, limit)) reader.push(decoder.decode(chunk, { stream: true }));
}

/** Sheets in the order of their tabs, and whether dates count from 1904. */
export async function readWorkbook(zip: Zip): Promise<{ sheets: Sheet[]; date1904: boolean }> {
  const targets = new Map<string, string>();
  await readXml(zip, 'xl/_rels/workbook.xml.rels', MAX_PART, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const target = attribute(attributes, 'Target') ?? '';
      targets.set(
        attribute(attributes, 'Id') ?? '',
        target.startsWith('/') ? target.slice(1) : `xl/${target}`,
      );
    },
  });
  const sheets: Sheet[] = [];
  let date1904 = false;
  await readXml(zip, 'xl/workbook.xml', MAX_PART, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const id = /\w+:id\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '';
      const part = targets.get(id);
      if (part !== undefined && zip.has(part))
        sheets.push({ name: attribute(attributes, 'name') ?? '', part });
    },
  });
  return { sheets, date1904 };
}

/** For each cell style, whether it shows a date. */
export async function readDateStyles(zip: Zip): Promise<boolean[]> {
  if (!zip.has('xl/styles.xml')) return [];
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(zip, 'xl/styles.xml', MAX_PART, {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      } else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        styles.push(isDateFormat(id, codes.get(id)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

export async function readSharedStrings(zip: Zip): Promise<string[]> {
  if (!zip.has('xl/sharedStrings.xml')) return [];
  const strings: string[] = [];
  let text = '';
  let collecting = false;
  let phonetic = false;
  let characters = 0;
  await readXml(zip, 'xl/sharedStrings.xml', MAX_STRINGS, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') collecting = !phonetic;
    },
    text: (piece) => {
      if (collecting) text += piece;
    },
    close: (name) => {
      if (name === 't') collecting = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        characters += text.length;
        if (characters > MAX_CHARACTERS) {
          throw new Refusal(
            'too_large',
            'The workbook holds too much text to read at once. Save the sheet as CSV.',
          );
        }
        strings.push(unescapeCell(text));
      }
    },
  });
  return strings;
}

/** `_x000D_` is how a workbook writes a character that XML cannot hold. */
export function unescapeCell(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
