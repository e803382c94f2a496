import { useFormat } from '../../../i18n/format.ts';
import { Card } from '../../../parts/Card.tsx';
import styles from './Invite.module.css';
import type { Response } from './invite.ts';
import { useInviteWords } from './messages.ts';
import { RateTable } from './RateTable.tsx';

/** Whether everybody who was there had the same chance to be asked: else the figure is of chosen customers. */
export function Coverage({ response }: { response: Response }) {
  const words = useInviteWords();
  const format = useFormat();
  const { coverage, coverageBy } = response;
  if (coverage.n === 0 || coverage.rate === null) return null;
  return (
    <Card title={words.coverage}>
      <p className={styles.big}>
        {words.coverageSentence(
          format.number(coverage.x ?? 0),
          format.number(coverage.n),
          format.percent(coverage.rate),
        )}
      </p>
      {coverageBy.map((one) => {
        const differs = one.p !== null && one.p < 0.05;
        const said = one.p === null ? words.biasFew : differs ? words.coverageDiffers : words.coverageSame;
        return (
          <details key={one.key} className={styles.part} open={differs}>
            <summary>{said(one.name)}</summary>
            <RateTable
              head={words.group}
              of={words.askedOf}
              marked={differs}
              caption={`${words.coverage}: ${one.name}`}
              rows={one.groups.map((group) => ({ ...group, key: group.value, name: group.value }))}
            />
          </details>
        );
      })}
    </Card>
  );
}
