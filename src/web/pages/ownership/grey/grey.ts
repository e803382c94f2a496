import type { Behind, GreyAreaList, GreyArea as Shape } from '../../../../own/greyArea.ts';
import { type Key, useApi } from '../../../api/useApi.ts';
import type { Wire } from '../../../api/wire.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useUrl } from '../../../parts/useUrl.ts';
import { useGreyWords } from './messages.ts';

export type GreyArea = Wire<Shape>;
export type GreyAreas = Wire<GreyAreaList>;
export type GreyAreaBehind = Wire<Behind>;

/** What a change here makes out of date: the ledger, the ladder and who is asked. */
export const touchedByGrey: Key[] = [
  ['grey-areas'],
  ['ownership'],
  ['assignments'],
  ['escalations'],
  ['rulings'],
];

/** What the filters in the address leave; `decided` ones only where asked for. */
export function useGreyAreas() {
  const [{ kind, journey, state, days }] = useUrl();
  const query = { kind, journey, state, days };
  // Once a minute: it reads all evidence there is, and changes by decisions, not by seconds.
  return { query, list: useApi<GreyAreas>(['grey-areas'], '/grey-areas', { query, live: 60_000 }) };
}

export const stateTone = { open: 'bad', reopened: 'bad', clarifying: 'pass', decided: 'good' } as const;

/** One kind of evidence as a sentence. */
export function useEvidenceWords(): (one: GreyArea['evidence'][number]) => string {
  const { signs } = useGreyWords();
  const format = useFormat();
  return ({ sign, kind, count, facts }) => {
    const names = Array.isArray(facts.holders) ? [...new Set(facts.holders.map(String))].join(', ') : '';
    switch (sign) {
      case 'nobody':
        return kind === 'structural' ? signs.nobody.structural() : signs.nobody.lived(count);
      case 'several':
      case 'team':
      case 'left':
        return signs[sign](names);
      case 'disagreement':
        return signs.disagreement(count, format.percent(Number(facts.share)));
      case 'ping_pong':
        return signs.ping_pong(count, String(facts.log ?? ''));
      case 'promise_broken':
        return signs.promise_broken(count, String(facts.promise ?? ''), Number(facts.customers ?? 0));
      case 'ruling_review':
      case 'returned':
      case 'third_hand_over':
      case 'disputed':
      case 'handed_over':
      case 'breached':
        return signs[sign](count);
      default:
        return sign;
    }
  };
}
