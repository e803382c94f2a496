import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CaseItem, Moment } from '../../../close/case.ts';
import type { CustomerCard, CustomerPage as ServerPage, TimelineItem } from '../../../know/customers.ts';
import { api } from '../../api/api.ts';
import type { Wire } from '../../api/wire.ts';

export type CustomerLine = Wire<CustomerCard>;
export type CustomerSheet = Wire<ServerPage>;
export type HappenedItem = Wire<TimelineItem>;
export type OwedCase = Wire<CaseItem> & { timeline: Wire<Moment>[] };

/** The server counts for at most so many customers at once. */
const atOnce = 200;
const none = new Map<string, number>();

/** Open cases by customer, for the customers listed; absent while they are counted. */
export function useOpenCounts(listed: CustomerLine[] | undefined): Map<string, number> {
  const ids = useMemo(() => (listed ?? []).map((one) => one.id), [listed]);
  const counted = useQuery({
    queryKey: ['cases', 'open-counts', ids],
    queryFn: async ({ signal }) => {
      const counts = new Map<string, number>();
      for (let i = 0; i < ids.length; i += atOnce) {
        const customers = ids.slice(i, i + atOnce).join(',');
        const { items } = await api.get<{ items: { customerId: string; open: number }[] }>(
          '/cases/open-counts',
          { customers },
          signal,
        );
        for (const { customerId, open } of items) counts.set(customerId, open);
      }
      return counts;
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });
  return counted.data ?? none;
}

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
