import type { CaseItem } from '../../../../close/case.ts';
import type { CustomerPage, TimelineItem } from '../../../../know/customers.ts';
import type { ContactWishes } from '../../../../listen/rules/suppression.ts';
import type { PromiseTo } from '../../../../map/promise.ts';
import { useApi } from '../../../api/useApi.ts';
import type { Wire } from '../../../api/wire.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Card } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { Facts } from '../../../parts/Facts.tsx';
import { Go } from '../../../parts/Go.tsx';
import { When } from '../../../parts/When.tsx';
import { valueNames } from '../../customers/customers.ts';
import { useInboxWords } from '../messages.ts';
import styles from './Desk.module.css';
import { useDeskWords } from './desk.messages.ts';

interface Props {
  caseId: string;
  customerId: string;
}

/** The customer beside the case: what they are worth, what we promised, what else is open, what happened last. */
export function CaseAround({ caseId, customerId }: Props) {
  const words = useDeskWords();
  const format = useFormat();
  const page = useApi<Wire<CustomerPage>>(['customers', customerId], `/customers/${customerId}`).data;
  const wishes = useApi<Wire<ContactWishes>>(
    ['customers', customerId, 'wishes'],
    `/customers/${customerId}/contact-wishes`,
  ).data;
  const promises = useApi<{ items: Wire<PromiseTo>[] }>(
    ['customers', customerId, 'promises'],
    `/customers/${customerId}/promises`,
  ).data?.items;
  if (!page) return null;
  const { attributes } = page.customer;
  const spoken = wishes?.language ?? attributes.language ?? attributes.locale;
  const value = Object.entries(attributes).filter(
    ([name, amount]) => valueNames.test(name) && amount !== null,
  );
  const kept = (promises ?? []).filter((one) => one.broken === 0).length;
  const broken = (promises ?? []).filter((one) => one.broken > 0);
  return (
    <Card title={words.around} aside={<Go to={`/customers/${customerId}`}>{words.wholePage}</Go>}>
      <div className={styles.around}>
        <Facts
          facts={[
            [words.since, format.date(page.customer.since)],
            [
              words.account,
              page.account ? (
                <Go key="account" to={`/customers/${page.account.id}`}>
                  {page.account.name ?? words.unnamed}
                </Go>
              ) : null,
            ],
            ...value.map(([name, amount]) => ({
              term: named(name),
              value: typeof amount === 'number' ? format.number(amount) : String(amount),
            })),
            ...['plan', 'segment', 'region']
              .filter((name) => attributes[name])
              .map((name) => ({ term: named(name), value: String(attributes[name]) })),
            [words.speaks, spoken ? languageName(String(spoken), format.locale) : null],
            [words.mayWrite, wishes ? consentOf(wishes, words) : null],
          ]}
        />
        {promises && promises.length > 0 ? (
          <section aria-label={words.promises}>
            <h3>{words.promises}</h3>
            {broken.map((one) => (
              <p key={one.key}>
                <Chip tone="bad">{words.broken(one.broken, one.n)}</Chip> {one.name}{' '}
                <span className="tiny dim">
                  <When at={one.brokenAt} />
                </span>
              </p>
            ))}
            {kept > 0 ? <p className="muted">{words.keptPromises(kept)}</p> : null}
          </section>
        ) : null}
        <OtherCases caseId={caseId} customerId={customerId} />
        <Lately customerId={customerId} />
      </div>
    </Card>
  );
}

function OtherCases({ caseId, customerId }: Props) {
  const words = useDeskWords();
  const inbox = useInboxWords();
  const cases = useApi<{ items: Wire<CaseItem>[] }>(['cases', 'of', customerId], '/cases', {
    query: { customer: customerId, sort: '-opened', limit: 6 },
  }).data;
  const others = (cases?.items ?? []).filter((one) => one.id !== caseId).slice(0, 5);
  if (others.length === 0) return null;
  return (
    <section aria-label={words.others}>
      <h3>{words.others}</h3>
      <ul className={styles.plain}>
        {others.map((one) => (
          <li key={one.id}>
            <Go to={`/inbox/${one.id}`}>#{one.number}</Go> {one.reason}{' '}
            <Chip tone={one.state === 'confirmed' ? 'good' : one.state === 'open' ? 'pass' : 'few'}>
              {one.state === 'open' ? words.open : inbox.state[one.state]}
            </Chip>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lately({ customerId }: { customerId: string }) {
  const words = useDeskWords();
  const happened = useApi<{ items: Wire<TimelineItem>[] }>(
    ['customers', customerId, 'lately'],
    `/customers/${customerId}/timeline`,
    { query: { limit: 5 } },
  ).data?.items;
  if (!happened || happened.length === 0) return null;
  return (
    <section aria-label={words.lately}>
      <h3>{words.lately}</h3>
      <ul className={styles.plain}>
        {happened.map((one) => (
          <li key={one.id}>
            {one.title}
            {one.kind === 'response' && one.value !== null ? <b> {one.value}</b> : null}
            {one.failed ? (
              <>
                {' '}
                <Chip tone="bad">{words.failed}</Chip>
              </>
            ) : null}
            {one.text ? <span className="muted"> · {short(one.text)}</span> : null}{' '}
            <span className="tiny dim">
              <When at={one.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function consentOf(wishes: Wire<ContactWishes>, words: ReturnType<typeof useDeskWords>) {
  if (wishes.unsubscribed) return words.unsubscribed;
  if (wishes.consent === false) return words.noConsent;
  return wishes.consent ? words.consent : words.consentUnknown;
}

function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

const named = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
const short = (text: string) => (text.length > 90 ? `${text.slice(0, 89)}…` : text);
