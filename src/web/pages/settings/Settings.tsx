import { Fragment } from 'react';
import { useMay } from '../../api/me.ts';
import { Go } from '../../parts/Go.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useCurrentInView } from '../../parts/useCurrentInView.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { ContactRules } from '../surveys/contact/ContactRules.tsx';
import { Account } from './Account.tsx';
import { Audit } from './Audit.tsx';
import { CaseTerms } from './CaseTerms.tsx';
import { Checklists } from './Checklists.tsx';
import { ComplaintRules } from './ComplaintRules.tsx';
import { Departments } from './Departments.tsx';
import { Keys } from './Keys.tsx';
import { useSettingsWords } from './messages.ts';
import { Notices } from './Notices.tsx';
import { Organisation } from './Organisation.tsx';
import { People } from './People.tsx';
import { Rules } from './Rules.tsx';
import styles from './Settings.module.css';

/** One part at a time, named in the address; only the parts this person may see. */
export function Settings() {
  const words = useSettingsWords();
  const [url] = useUrl();
  const parts = [
    { key: 'organisation', may: useMay('settings:write'), draw: Organisation },
    { key: 'people', may: useMay('people:read'), draw: People },
    { key: 'departments', may: useMay('people:read'), draw: Departments },
    { key: 'rules', may: useMay('case:read'), draw: Rules },
    { key: 'checklists', may: useMay('case:read'), draw: Checklists },
    { key: 'terms', may: useMay('case:read'), draw: CaseTerms },
    { key: 'complaints', may: useMay('case:read'), draw: ComplaintRules },
    { key: 'contact', may: useMay('survey:read'), draw: ContactRules },
    { key: 'keys', may: useMay('key:write'), draw: Keys },
    { key: 'audit', may: useMay('audit:read'), draw: Audit },
    { key: 'notices', may: true, draw: Notices },
    { key: 'account', may: true, draw: Account },
  ] as const;
  const mayEndpoints = useMay('endpoint:read');
  const allowed = parts.filter((part) => part.may);
  const part = allowed.find((one) => one.key === url.part) ?? allowed[0];
  const Part = part?.draw ?? Account;
  const row = useCurrentInView(part?.key ?? '');
  return (
    <>
      <PageHeader title={words.title} sentence={words.sentence} />
      <nav ref={row} className={styles.parts} aria-label={words.title}>
        {allowed.map(({ key }) => (
          <Fragment key={key}>
            <Go to={`/settings?part=${key}`} aria-current={key === part?.key ? 'page' : undefined}>
              {words.parts[key]}
            </Go>
            {key === 'rules' ? <Go to="/routing">{words.routing}</Go> : null}
          </Fragment>
        ))}
        {mayEndpoints ? <Go to="/endpoints">{words.endpoints}</Go> : null}
      </nav>
      <Part />
    </>
  );
}
