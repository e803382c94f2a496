import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay, useMe } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Chip } from '../../../parts/Chip.tsx';
import { Deadline } from '../../../parts/Deadline.tsx';
import { Face } from '../../../parts/Face.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { SidePanel } from '../../../parts/Panel.tsx';
import { Owner } from '../../../parts/Seat.tsx';
import { When } from '../../../parts/When.tsx';
import { ClarifyForm } from './ClarifyForm.tsx';
import { DecideForm } from './DecideForm.tsx';
import styles from './Grey.module.css';
import { GreyAreaCourse } from './GreyAreaCourse.tsx';
import { type GreyAreaBehind, stateTone, useEvidenceWords } from './grey.ts';
import { useGreyWords } from './messages.ts';

/** One grey area with everything behind it, and the two ways on: somebody clarifies it, or it is decided. `?area=touchpoint:bill`. */
export function GreyAreaPanel({ areaKey, close }: { areaKey: string; close: () => void }) {
  const path = `/grey-areas/${encodeURIComponent(areaKey)}`;
  const query = useApi<GreyAreaBehind>(['grey-areas', areaKey], path, { keep: false, live: true });
  return (
    <SidePanel open close={close} title={query.data?.name ?? ''} size="lg">
      <Loaded query={query}>{(data) => <Behind area={data} path={path} />}</Loaded>
    </SidePanel>
  );
}

function Behind({ area, path }: { area: GreyAreaBehind; path: string }) {
  const words = useGreyWords();
  const format = useFormat();
  const says = useEvidenceWords();
  const { person } = useMe();
  const mayWrite = useMay('ownership:write');
  const [form, setForm] = useState<'clarify' | 'decide'>();
  const { clarification, escalation } = area;
  const asked =
    clarification?.person.id === person.id || escalation?.people.some((one) => one.id === person.id);
  const mayDecide = (mayWrite || asked) && area.state !== 'decided';
  const done = () => setForm(undefined);
  return (
    <div className={styles.panel}>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        {area.seam ? null : <Owner owner={area.seat} />}
        <Chip tone={stateTone[area.state]}>{words.states[area.state]}</Chip>
        {clarification ? (
          <>
            <Face person={clarification.person} size="s" decorative />
            <span>{words.clarifies(clarification.person.name)}</span>
            <Deadline at={clarification.dueAt} />
          </>
        ) : null}
      </div>
      {form === undefined && (mayDecide || mayWrite) ? (
        <div className="row" style={{ flexWrap: 'wrap' }}>
          {mayDecide ? (
            <Button variant="filled" onClick={() => setForm('decide')}>
              {words.decide}
            </Button>
          ) : null}
          {mayWrite ? <Button onClick={() => setForm('clarify')}>{words.appoint}</Button> : null}
        </div>
      ) : null}
      {form === 'clarify' ? <ClarifyForm path={path} done={done} /> : null}
      {form === 'decide' ? <DecideForm area={area} path={path} done={done} /> : null}
      <section>
        <h3>{words.why}</h3>
        <ul>
          {area.evidence.map((one) => (
            <li key={`${one.kind} ${one.sign} ${String(one.facts.log ?? one.facts.key ?? '')}`}>
              {says(one)}{' '}
              <span className="tiny muted">
                {words.kinds[one.kind]}
                {one.latest ? ` · ${words.latest(format.date(one.latest))}` : ''}
              </span>
              {one.sign === 'ruling_review' ? (
                <>
                  {' '}
                  <Go to="/ownership/disputes?show=rulings">{words.toDisputes}</Go>
                </>
              ) : null}
            </li>
          ))}
        </ul>
        <p className="tiny muted">{words.weights[area.weight]}</p>
      </section>
      <section>
        <h3>{words.course}</h3>
        {area.history.length === 0 ? <p className="muted">{words.none}</p> : <GreyAreaCourse area={area} />}
      </section>
      <section>
        <h3>{words.behind}</h3>
        {area.cases.length === 0 ? <p className="muted">{words.noCases}</p> : null}
        <div className={styles.lines}>
          {area.cases.map((one) => (
            <div key={`${one.sign} ${one.at} ${one.caseId}`} className={styles.line}>
              <span>
                {says({ kind: 'lived', sign: one.sign, count: 1, latest: null, facts: {} })}{' '}
                {one.from && one.to ? (
                  <span className="muted">
                    {one.from} → {one.to}
                  </span>
                ) : null}
              </span>
              <span className="tiny muted">
                {one.customer ? (
                  <Go to={`/customers/${one.customer.id}`}>{one.customer.name ?? '?'}</Go>
                ) : null}
                {one.caseId ? (
                  <>
                    {' · '}
                    <Go to={`/inbox/${one.caseId}?view=all`}>{words.case}</Go>
                  </>
                ) : null}{' '}
                · <When at={one.at} />
              </span>
            </div>
          ))}
        </div>
      </section>
      {area.worth.length > 0 ? (
        <section>
          <h3>{words.whom}</h3>
          <div className={styles.lines}>
            {area.worth.slice(0, 20).map((one) => (
              <div key={one.id} className={styles.line}>
                <Go to={`/customers/${one.id}`}>{one.name ?? '?'}</Go>
                <span className="muted">
                  {one.revenue === null ? words.worthUnknown : words.worth(format.money(one.revenue))}
                </span>
              </div>
            ))}
          </div>
        </section>
      ) : null}
    </div>
  );
}
