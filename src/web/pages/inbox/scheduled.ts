import type { Scheduled as ScheduledShape } from '../../../close/telling/scheduled.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import type { Wire } from '../../api/wire.ts';
import { touchedByCase } from './cases.ts';
import { useTellingWords } from './telling.messages.ts';

export type Scheduled = Wire<ScheduledShape>;

/** The message that waits, and where the customer's clocks are. */
export function useScheduled(caseId: string) {
  return useApi<{ items: Scheduled[]; zone: string }>(
    ['cases', caseId, 'scheduled'],
    `/cases/${caseId}/scheduled`,
    { live: true },
  );
}

export interface ToSchedule {
  channel: 'email' | 'letter';
  subject: string;
  body: string;
  language: string;
  at: string;
  close: boolean;
}

export function useSchedule(caseId: string, after: () => void) {
  const words = useTellingWords();
  return useChange<ToSchedule, unknown>({
    call: (input) => api.post(`/cases/${caseId}/scheduled`, input),
    touches: touchedByCase,
    said: words.scheduled,
    quiet: true,
    after,
  });
}

/** Tomorrow at nine, for a field of day and time. */
export function tomorrowAtNine(): string {
  const day = new Date(Date.now() + 86_400_000);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}T09:00`;
}
