import { meanInterval, wilson } from '../../measure/measure.ts';
import { MINIMUM } from '../../platform/suppression.ts';
import type { Cell } from './cells.sql.ts';
import { type Group, type Middle, type OwnFlow, parts, type Rate, stages } from './flow.ts';
import { middle } from './median.ts';

const lists = { acknowledge: 'acknowledges', act: 'acts', tell: 'tells', confirm: 'confirms' } as const;
type List = (typeof lists)[keyof typeof lists] | 'normals' | 'urgents';

/** Figures of cells together: whatever is shown is shown of five cases at least. */
export class Tally {
  private readonly cells: Cell[] = [];
  opened = 0;
  closed = 0;

  add(cell: Cell): void {
    this.cells.push(cell);
    this.opened += cell.opened;
    this.closed += cell.closed;
  }

  private sum(name: keyof Cell): number {
    let sum = 0;
    for (const cell of this.cells) sum += Number(cell[name]);
    return sum;
  }

  /** All durations of these kinds, in no order. */
  minutes(...of: List[]): Int32Array {
    return minutesIn(this.cells.flatMap((cell) => of.map((one) => cell[one])));
  }

  middle(...of: List[]): Middle | null {
    const values = this.minutes(...of);
    return values.length < MINIMUM ? null : middle(values);
  }

  rate(x: keyof Cell, n: keyof Cell): Rate | null {
    return rateOf(this.sum(x), this.sum(n));
  }

  get total(): Middle | null {
    return this.middle('normals', 'urgents');
  }

  /** Share of the working hours in which it waited: paused, offered or not yet seen. */
  get waiting(): number | null {
    const waited = this.sum('paused') + this.sum('offered') + this.sum('unseen');
    const all = waited + this.sum('worked');
    return this.closed < MINIMUM || all === 0 ? null : waited / all;
  }

  figures(): OwnFlow {
    const few = this.closed < MINIMUM;
    const minutes = parts.map((part) => this.sum(part));
    const all = minutes.reduce((sum, one) => sum + one, 0);
    const gains = { n: this.sum('gains'), sum: this.sum('gain'), sumsq: this.sum('gain_squared') };
    const four = [0, 1, 2, 3] as const;
    const sumOf = (name: 'scored' | 'recovered') =>
      four.reduce<number>((sum, n) => sum + this.sum(`${name}${n}`), 0);
    return {
      closed: this.closed,
      stages: stages.map((stage) => ({ stage, time: this.middle(lists[stage]) })),
      total: this.total,
      parts:
        few || all === 0
          ? null
          : parts.map((part, i) => ({
              part,
              minutes: minutes[i]! / this.closed,
              share: minutes[i]! / all,
            })),
      confirmed: this.rate('confirmed', 'told'),
      reopened: this.rate('reopened', 'closed'),
      firstContact: this.rate('first_contact', 'told'),
      recovered: rateOf(sumOf('recovered'), sumOf('scored')),
      gain: gains.n < MINIMUM ? null : { n: gains.n, ...meanInterval(gains) },
      handovers: four.map((n) => ({
        handovers: n === 3 ? '3+' : (String(n) as '0'),
        cases: few ? null : this.sum(`handed${n}`),
        recovered: this.rate(`recovered${n}`, `scored${n}`),
      })),
    };
  }

  group(about: { key: string | null; name: string | null }, hidden: boolean): Group {
    if (hidden)
      return { ...about, hidden, closed: null, total: null, waiting: null, reopened: null, confirmed: null };
    return {
      ...about,
      hidden,
      closed: this.closed,
      total: this.total,
      waiting: this.waiting,
      reopened: this.rate('reopened', 'closed'),
      confirmed: this.rate('confirmed', 'told'),
    };
  }
}

function rateOf(x: number, n: number): Rate | null {
  return n < MINIMUM ? null : { x, n, ...wilson(x, n) };
}

/** Minutes as the database writes them, four bytes each, the most significant first; this machine's own order is the other one. */
export function minutesIn(lists: readonly Uint8Array[]): Int32Array {
  const bytes = lists.reduce((sum, list) => sum + list.byteLength, 0);
  const all = Buffer.allocUnsafeSlow(bytes);
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.byteLength;
  }
  all.swap32();
  return new Int32Array(all.buffer, 0, bytes / 4);
}
