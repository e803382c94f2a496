import type { Tx } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import type { CaseRow } from '../life.sql.ts';
import { tell } from '../notice.ts';
import { languageOf } from '../notice.words.ts';
import { moneyIn } from './limits.ts';
import { recoveryNotices } from './recovery.words.ts';
import type { RedressRow } from './redress.sql.ts';

type What = Pick<RedressRow, 'kind' | 'amount' | 'currency' | 'reason'>;

/** Asks whoever is above for more than the limit. */
export async function tellApprover(
  tx: Tx,
  platform: Platform,
  about: What & { case: CaseRow; asker: string; approverId: string; answerBy: Date },
): Promise<void> {
  const { case: found } = about;
  await tell(tx, platform, [about.approverId], {
    kind: 'case_offered',
    customerIds: [found.customerId],
    write: ({ to, words, moment, customer, href }) => {
      const language = languageOf(to.locale);
      const say = recoveryNotices[language];
      return {
        title: say.asks(about.asker, moneyIn(language, about.amount, about.currency)),
        caseId: found.caseId,
        blocks: [
          { kind: 'text', text: `${customer(found.customerId)} · #${found.number} · ${found.reason}` },
          { kind: 'quote', text: `${say.kinds[about.kind]}: ${about.reason}` },
          { kind: 'text', text: say.answerBy(moment(about.answerBy)) },
          { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
        ],
      };
    },
  });
}

/** Tells who asked what became of it. */
export async function tellAsker(
  tx: Tx,
  platform: Platform,
  about: What & {
    case: Pick<CaseRow, 'caseId' | 'customerId' | 'number' | 'reason'>;
    askedBy: string;
    by: string | null;
    answer: 'approved' | 'refused' | 'lapsed' | 'passed_on';
    why: string | null;
  },
): Promise<void> {
  const { case: found } = about;
  await tell(tx, platform, [about.askedBy], {
    customerIds: [found.customerId],
    write: ({ to, words, customer, href }) => {
      const language = languageOf(to.locale);
      const say = recoveryNotices[language];
      return {
        title: say.answered[about.answer](about.by ?? '', moneyIn(language, about.amount, about.currency)),
        caseId: found.caseId,
        blocks: [
          { kind: 'text', text: `${customer(found.customerId)} · #${found.number} · ${found.reason}` },
          ...(about.why ? [{ kind: 'quote' as const, text: about.why }] : []),
          { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
        ],
      };
    },
  });
}
