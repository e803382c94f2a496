import { type Point, smooth } from '../../charts/smooth.ts';
import type { Tone } from '../../parts/reading.ts';

export interface PictureTouchpoint {
  name: string;
  moment: boolean;
  figure: string;
  tone: Tone;
  owner: string;
}

export interface PicturePhase {
  name: string;
  prospect: boolean;
  felt: number | null;
  expected: number | null;
  assumed: number | null;
  touchpoints: PictureTouchpoint[];
}

export interface Picture {
  title: string;
  sentence: string;
  footer: string;
  words: { experience: string; touchpoints: string; before: string; nobody: string };
  phases: PicturePhase[];
  lanes: { name: string; tone?: Tone; notes: string[][] }[];
}

/** Width of a text in pixels at a size; the browser knows, a test may guess. */
export type Measure = (text: string, size: number, bold: boolean) => number;

const font = 'Inter Variable, Inter, Segoe UI, sans-serif';
const ink = {
  text: '#1d2330',
  soft: '#656b7a',
  line: '#e4e0d6',
  paper: '#faf9f6',
  card: '#ffffff',
  sunk: '#f2f0ea',
};
const tones: Record<Tone, string> = { good: '#1c724f', pass: '#866000', bad: '#b93524', few: '#656b7a' };
const label = 110;
const column = 210;
const pad = 12;

/** The map as a drawing of its own, complete and the same on every screen, whatever of it was in view. */
export function mapSvg(map: Picture, measure: Measure): { svg: string; width: number; height: number } {
  const width = label + Math.max(1, map.phases.length) * column;
  const out: string[] = [];
  let y = 0;
  const write = (x: number, at: number, lines: string[], size: number, style = '') => {
    lines.forEach((line, i) => {
      out.push(
        `<text x="${x}" y="${at + size + i * (size + 4)}" font-size="${size}" ${style}>${escaped(line)}</text>`,
      );
    });
    return lines.length * (size + 4);
  };
  const wrap = (text: string, size: number, room: number, bold = false) =>
    wrapped(text, room, (part) => measure(part, size, bold));
  const row = (name: string, tall: number, draw: (top: number) => void) => {
    out.push(`<rect x="0" y="${y}" width="${label}" height="${tall}" fill="${ink.sunk}"/>`);
    write(pad, y + 8, wrap(name, 12, label - 2 * pad, true), 12, `fill="${ink.soft}" font-weight="600"`);
    draw(y);
    for (let i = 0; i <= map.phases.length; i++)
      out.push(
        `<line x1="${label + i * column}" x2="${label + i * column}" y1="${y}" y2="${y + tall}" stroke="${ink.line}"/>`,
      );
    y += tall;
    out.push(`<line x1="0" x2="${width}" y1="${y}" y2="${y}" stroke="${ink.line}"/>`);
  };
  const left = (i: number) => label + i * column + pad;
  const room = column - 2 * pad;

  y += 18 + write(pad, 12, wrap(map.title, 22, width - 2 * pad, true), 22, 'font-weight="700"');
  y += 14 + write(pad, y, wrap(map.sentence, 13, width - 2 * pad), 13, `fill="${ink.soft}"`);
  const heads = map.phases.map((phase) => wrap(phase.name, 14, room, true));
  row('', 20 + Math.max(1, ...heads.map((lines) => lines.length)) * 18 + 14, (top) => {
    heads.forEach((lines, i) => {
      const tall = write(left(i), top + 10, lines, 14, 'font-weight="600"');
      if (map.phases[i]?.prospect)
        write(left(i), top + 10 + tall, [map.words.before], 11, `fill="${ink.soft}"`);
    });
  });
  row(map.words.experience, 130, (top) => out.push(curve(map.phases, top)));

  const cards = map.phases.map((phase) =>
    phase.touchpoints.map((one) => ({ one, lines: wrap(one.name, 13, room - 20, true) })),
  );
  const tallOf = (lines: string[]) => lines.length * 17 + 34;
  const tallest = Math.max(
    30,
    ...cards.map((list) => list.reduce((sum, card) => sum + tallOf(card.lines) + 8, 16)),
  );
  row(map.words.touchpoints, tallest, (top) => {
    cards.forEach((list, i) => {
      let at = top + 8;
      for (const { one, lines } of list) {
        const tall = tallOf(lines);
        out.push(
          `<rect x="${left(i)}" y="${at}" width="${room}" height="${tall}" rx="8" fill="${ink.card}" stroke="${ink.line}"/>`,
        );
        if (one.moment)
          out.push(
            `<rect x="${left(i)}" y="${at + 3}" width="4" height="${tall - 6}" rx="2" fill="#2f4bd8"/>`,
          );
        const used = write(left(i) + 10, at + 6, lines, 13, 'font-weight="600"');
        write(left(i) + 10, at + 8 + used, [one.figure], 13, `fill="${tones[one.tone]}" font-weight="700"`);
        const who = one.owner || map.words.nobody;
        out.push(
          `<text x="${left(i) + room - 10}" y="${at + 21 + used}" font-size="12" text-anchor="end" fill="${one.owner ? ink.soft : tones.bad}">${escaped(who)}</text>`,
        );
        at += tall + 8;
      }
    });
  });

  for (const lane of map.lanes) {
    const notes = lane.notes.map((list) => list.map((text) => wrap(text, 12, room)));
    const tall = Math.max(
      30,
      ...notes.map((list) => list.reduce((sum, lines) => sum + lines.length * 16 + 8, 14)),
    );
    row(lane.name, tall, (top) => {
      notes.forEach((list, i) => {
        let at = top + 8;
        for (const lines of list)
          at += write(left(i), at, lines, 12, `fill="${lane.tone ? tones[lane.tone] : ink.text}"`) + 8;
      });
    });
  }
  y += 6 + write(pad, y + 6, [map.footer], 11, `fill="${ink.soft}"`) + 8;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" font-family="${font}" fill="${ink.text}"><rect width="100%" height="100%" fill="${ink.paper}"/>${out.join('')}</svg>`;
  return { svg, width, height: y };
}

function curve(phases: PicturePhase[], top: number): string {
  const figures = phases.flatMap((phase) => [phase.felt, phase.expected]).filter((one) => one !== null);
  const [low, high] = [Math.min(0, ...figures), Math.max(0, ...figures)];
  const x = (i: number) => label + i * column + column / 2;
  const y = (value: number) => top + 16 + ((high - value) / (high - low || 1)) * 98;
  const line = (pick: (phase: PicturePhase) => number | null, place: (value: number) => number) =>
    smooth(
      phases.flatMap((phase, i): Point[] => {
        const value = pick(phase);
        return value === null ? [] : [{ x: x(i), y: place(value) }];
      }),
    );
  const drawn = (d: string, style: string) => (d ? `<path d="${d}" fill="none" ${style}/>` : '');
  const points = phases.flatMap((phase, i) =>
    phase.felt === null
      ? []
      : `<circle cx="${x(i)}" cy="${y(phase.felt)}" r="5" fill="${ink.card}" stroke="#2f4bd8" stroke-width="2.5"/>`,
  );
  return [
    drawn(
      line(
        (phase) => phase.assumed,
        (level) => top + 65 - level * 24,
      ),
      'stroke="#b98300" stroke-width="2" stroke-dasharray="1.5 5" stroke-linecap="round"',
    ),
    drawn(
      line((phase) => phase.expected, y),
      `stroke="${ink.soft}" stroke-width="1.6" stroke-dasharray="4 5"`,
    ),
    drawn(
      line((phase) => phase.felt, y),
      'stroke="#2f4bd8" stroke-width="2.6"',
    ),
    ...points,
  ].join('');
}

function wrapped(text: string, room: number, width: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (width(longer) <= room || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
    // A word wider than the column is broken where it ends.
    while (width(line) > room && line.length > 1) {
      let fits = line.length - 1;
      while (fits > 1 && width(line.slice(0, fits)) > room) fits--;
      lines.push(line.slice(0, fits));
      line = line.slice(fits);
    }
  }
  if (line) lines.push(line);
  return lines;
}

function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML holds none of these, and people paste them
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  );
}
