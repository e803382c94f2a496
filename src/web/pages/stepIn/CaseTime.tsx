import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { useCaseTime } from './advocates.ts';
import { useStepInWords } from './messages.ts';
import styles from './StepIn.module.css';

const stages = ['see', 'act', 'tell'] as const;

/** Where the time of a case went: by department and stage, in working hours. A person's part is told to that person. */
export function CaseTime({ caseId }: { caseId: string }) {
  const words = useStepInWords();
  const format = useFormat();
  const { data } = useCaseTime(caseId);
  if (!data) return null;
  const time = (minutes: number) => (minutes < 1 ? words.under : format.duration(minutes * 60));
  const most = Math.max(1, ...data.departments.map((one) => one.minutes));
  return (
    <Card title={words.time} aside={data.calendar ? words.hours(data.calendar) : words.clock}>
      {data.departments.map((one) => (
        <CardRow key={one.name ?? ''} action={<span className="figures">{time(one.minutes)}</span>}>
          <b>{one.name ?? words.noDepartment}</b>
          <div className={styles.parts} aria-hidden>
            {stages.map((stage) => (
              <span
                key={stage}
                data-stage={stage}
                style={{ width: `${(100 * one.stages[stage]) / most}%` }}
              />
            ))}
          </div>
          <div className="tiny muted">
            {stages
              .filter((stage) => one.stages[stage] > 0)
              .map((stage) => `${time(one.stages[stage])} ${words.stages[stage]}`)
              .join(' · ')}
          </div>
        </CardRow>
      ))}
      <p className="tiny muted" style={{ margin: '10px 0 0' }}>
        {[
          data.mine === null ? '' : words.mine(time(data.mine)),
          data.paused > 0 ? words.paused(time(data.paused)) : '',
          data.handovers > 0 ? words.passed(data.handovers) : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {data.handovers >= data.limit - 1 ? (
        <p className="tiny" role="note" style={{ margin: '4px 0 0', color: 'var(--pass)', fontWeight: 600 }}>
          {words.nextIsThird}
        </p>
      ) : null}
    </Card>
  );
}
