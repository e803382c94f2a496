import type { CaseItem, Moment } from '../../../close/case.ts';
import type { CustomerCard, CustomerPage as ServerPage, TimelineItem } from '../../../know/customers.ts';
import type { Wire } from '../../api/wire.ts';

export type CustomerLine = Wire<CustomerCard>;
export type CustomerSheet = Wire<ServerPage>;
export type HappenedItem = Wire<TimelineItem>;
export type OwedCase = Wire<CaseItem> & { timeline: Wire<Moment>[] };

export const kinds = ['happened', 'said', 'owed'] as const;
export type Kind = (typeof kinds)[number];

/** Which of the three are shown: `?show=said,owed`; all where nothing is chosen. */
export function shownKinds(show: string | undefined): Kind[] {
  const chosen = kinds.filter((kind) => show?.split(',').includes(kind));
  return chosen.length === 0 ? [...kinds] : chosen;
}

/** Attributes that say what the customer is worth, by the names sources give them. */
export const valueNames =
  /^(annual|yearly|monthly|lifetime|total)?_?(value|revenue|turnover|spend|arpu|clv)(_.*)?$/i;
