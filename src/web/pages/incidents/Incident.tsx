import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useParam } from '../../parts/useUrl.ts';
import { CloseIncident } from './CloseIncident.tsx';
import { IncidentCases } from './IncidentCases.tsx';
import styles from './Incidents.module.css';
import { useIncidentWords } from './incidents.messages.ts';
import { type Detail, incidentsKey } from './incidents.ts';
import { TellAll } from './TellAll.tsx';

/** One incident: where, whose, who was told, its cases, and the one message to all of its customers. */
export function Incident() {
  const words = useIncidentWords();
  const format = useFormat();
  const id = useParam('incidentId');
  const may = useMay('case:work');
  const query = useApi<Detail>([...incidentsKey, id], `/incidents/${id}`, { live: 3000, keep: false });
  const one = query.data;
  return (
    <>
      <PageHeader
        title={one ? `${words.one(one.number)}: ${one.touchpoint?.name ?? words.nowhere}` : words.title}
        sentence={
          one
            ? [
                words.cases(one.cases),
                one.openCases > 0 ? words.open(one.openCases) : words.allTold,
                words.since(format.moment(one.since)),
                words.last(format.moment(one.lastCaseAt)),
              ].join(' · ')
            : undefined
        }
        above={
          <>
            <Go to="/incidents">{words.title}</Go>
            {one?.journey ? (
              <>
                {' · '}
                <Go to={`/journeys/${one.journey.key}`}>{one.journey.name}</Go>
              </>
            ) : null}
          </>
        }
        beside={one ? <Face person={one.owner} size="l" /> : undefined}
        actions={
          one ? (
            <Chip tone={one.state === 'running' ? 'bad' : one.state === 'calm' ? 'pass' : 'few'}>
              {words.state[one.state]}
            </Chip>
          ) : undefined
        }
      />
      <Loaded query={query}>
        {(detail) => (
          <div className={styles.columns}>
            <div className="stack">
              {may ? <TellAll incident={detail} /> : null}
              <IncidentCases id={detail.id} total={detail.cases} />
            </div>
            <div className="stack">
              <Card title={words.told}>
                {detail.notices.map((notice) => (
                  <CardRow key={notice.level} lead={<Face person={notice.person} decorative />}>
                    <b>{notice.person.name}</b>
                    <span className="tiny muted"> · {words.level[notice.level]}</span>
                    <div className="tiny muted">{words.toldAt(notice.cases, format.moment(notice.at))}</div>
                  </CardRow>
                ))}
              </Card>
              {detail.closed ? (
                <Card title={words.state.closed}>
                  <p>{detail.closed.why}</p>
                  <p className="tiny muted">
                    {words.close.closedBy(
                      detail.closed.by?.name ?? words.close.byItself,
                      format.moment(detail.closed.at),
                    )}
                  </p>
                </Card>
              ) : may ? (
                <CloseIncident id={detail.id} />
              ) : null}
            </div>
          </div>
        )}
      </Loaded>
    </>
  );
}
