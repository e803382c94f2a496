import type { Tx } from '../platform/database.ts';
import type { Block } from '../platform/letter.ts';
import type { Platform } from '../platform/platform.ts';
import type { Handover } from './handover.sql.ts';
import type { CaseRow } from './life.sql.ts';
import { readMoments } from './moments.sql.ts';
import { tell } from './notice.ts';
import { languageOf } from './notice.words.ts';
import { offerWords } from './offer.words.ts';

/** What was said and done last is in the mail; everything else stands in the case. */
const lately = 4;

/** Asks the receiver, with what was said so far, so that nobody takes over a customer they have not heard. */
export async function tellOffer(
  tx: Tx,
  platform: Platform,
  about: {
    case: CaseRow;
    giver: string;
    offer: Pick<Handover, 'toPersonId' | 'reason' | 'answerBy' | 'askedInstead' | 'givesBack'>;
    /** Whom the giver named, where somebody else is asked. */
    wanted: string | null;
  },
): Promise<void> {
  const { case: found, offer, giver, wanted } = about;
  const said = (await readMoments(tx, [found.caseId])).filter(
    (one) => one.text && ['note', 'action', 'message'].includes(one.kind),
  );
  await tell(tx, platform, [offer.toPersonId], {
    kind: 'case_offered',
    customerIds: [found.customerId],
    write: ({ to, words, moment, customer, href }) => {
      const say = offerWords[languageOf(to.locale)];
      const title =
        offer.askedInstead === 'whose'
          ? say.whose
          : offer.givesBack
            ? say.givesBack(giver)
            : words.offered(giver);
      const lead: Block[] =
        offer.askedInstead && wanted
          ? [
              {
                kind: 'text',
                text: offer.askedInstead === 'whose' ? say.third(giver, wanted) : say.away(wanted),
              },
            ]
          : [];
      const last: Block[] =
        said.length === 0
          ? []
          : [
              { kind: 'text', text: say.soFar },
              {
                kind: 'list',
                items: said.slice(-lately).map((one) => ({
                  title: `${say.kinds[one.more.inbound ? 'wrote' : (one.kind as 'note')]} · ${moment(one.at)}`,
                  text: short(one.text ?? ''),
                  href: href(found.caseId),
                })),
              },
            ];
      return {
        title,
        caseId: found.caseId,
        blocks: [
          { kind: 'text', text: `${customer(found.customerId)} · ${found.reason}` },
          ...(found.quote ? [{ kind: 'quote' as const, text: found.quote }] : []),
          ...lead,
          { kind: 'quote', text: offer.reason },
          { kind: 'text', text: words.offeredLead(giver, moment(offer.answerBy)) },
          ...last,
          { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
        ],
      };
    },
  });
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 240 ? `${line.slice(0, 239)}…` : line;
}
