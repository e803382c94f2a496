import type {
  RecoveryReport,
  Budget as ServerBudget,
  CaseRecovery as ServerCase,
  Redress as ServerRedress,
} from '../../../close/recovery/redress.ts';
import { useMay } from '../../api/me.ts';
import { type Key, useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type Redress = Wire<ServerRedress>;
export type Given = Wire<ServerCase>;
export type Budget = Wire<ServerBudget>;
export type Report = Wire<RecoveryReport>;

export interface Approval {
  id: string;
  caseId: string;
  number: number;
  customerName: string | null;
  caseReason: string;
  kind: Redress['kind'];
  amount: number;
  currency: string;
  reason: string;
  by: Redress['by'];
  answerBy: string;
}

/** What a booking makes out of date. */
export const touchedByMoney: Key[] = [['cases'], ['recovery']];

export function useGiven(caseId: string) {
  return useApi<Given>(['cases', caseId, 'recovery'], `/cases/${caseId}/recovery`, { keep: false });
}

export function useApprovals() {
  const may = useMay('case:work');
  return useApi<{ items: Approval[] }>(['recovery', 'approvals'], '/recovery/approvals', {
    when: may,
    live: true,
  });
}

export function useBudgets() {
  return useApi<{ items: Budget[] }>(['recovery', 'budgets'], '/recovery/budgets');
}
