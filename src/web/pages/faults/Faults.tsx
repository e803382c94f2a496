import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { AsOf, useAsOf } from '../../parts/AsOf.tsx';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Filters } from '../../parts/Filters.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { OwnershipNav } from '../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { DismissForm } from './DismissForm.tsx';
import { FaultLine } from './FaultLine.tsx';
import { type Finding, useFindings } from './faults.ts';
import { LimitsForm } from './LimitsForm.tsx';
import { useFaultWords } from './messages.ts';

const severities = ['high', 'medium', 'low'] as const;
/** More than these at once bury the first; the rest is one press away. */
const atOnce = 12;

/** What is wrong with the registry, the gravest first, each with one way out. */
export function Faults() {
  const words = useFaultWords();
  const format = useFormat();
  const [url, setUrl] = useUrl();
  const { day, isToday } = useAsOf();
  const configures = useMay('people:write');
  const [dismissing, setDismissing] = useState<Finding>();
  const [limits, setLimits] = useState(false);
  const dismissed = url.show === 'dismissed';
  const query = { day: isToday ? undefined : day, fault: url.fault, department: url.department, dismissed };
  const found = useFindings(query);
  const departments = useApi<{ items: { key: string; name: string }[] }>(['departments'], '/departments');
  const counts = found.data?.counts;
  const sentence = counts
    ? `${words.sentence(counts.high, counts.medium, counts.low)}${isToday ? '' : ` ${words.asOf(format.date(day))}`}`
    : undefined;
  return (
    <>
      <PageHeader title={words.title} sentence={sentence} actions={<AsOf back={730} ahead={365} />} />
      <OwnershipNav />
      <Filters
        choices={[
          {
            name: 'fault',
            label: words.kind,
            options: Object.entries(words.faults).map(([value, label]) => ({ value, label })),
          },
          {
            name: 'department',
            label: words.department,
            options: (departments.data?.items ?? []).map(({ key, name }) => ({ value: key, label: name })),
          },
        ]}
      >
        <Checkbox
          size="xs"
          label={words.showDismissed(counts?.dismissed ?? 0)}
          checked={dismissed}
          onChange={(event) => setUrl({ show: event.currentTarget.checked ? 'dismissed' : undefined })}
        />
        {configures ? (
          <Button size="compact-sm" variant="subtle" onClick={() => setLimits(true)}>
            {words.limits}
          </Button>
        ) : null}
        <Button
          size="compact-sm"
          variant="subtle"
          component="a"
          href={apiPath('/ownership/findings', { ...query, format: 'csv' })}
          download
        >
          {words.csv}
        </Button>
      </Filters>
      <Loaded query={found}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={dismissed ? words.noneDismissed : words.none}
              text={dismissed ? words.noneDismissedText : words.noneText}
            />
          ) : (
            <div className="stack">
              {severities.map((severity) => (
                <Severity
                  key={severity}
                  title={words.severity[severity]}
                  items={items.filter((one) => one.severity === severity)}
                  live={isToday}
                  dismiss={setDismissing}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      {dismissing ? <DismissForm finding={dismissing} close={() => setDismissing(undefined)} /> : null}
      {limits ? <LimitsForm close={() => setLimits(false)} /> : null}
    </>
  );
}

interface SeverityProps {
  title: string;
  items: Finding[];
  live: boolean;
  dismiss: (finding: Finding) => void;
}

function Severity({ title, items, live, dismiss }: SeverityProps) {
  const words = useFaultWords();
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  const shown = all ? items : items.slice(0, atOnce);
  return (
    <Card title={title} aside={String(items.length)}>
      {shown.map((finding) => (
        <FaultLine key={finding.id} finding={finding} live={live} dismiss={() => dismiss(finding)} />
      ))}
      {shown.length < items.length ? (
        <Button mt="sm" onClick={() => setAll(true)}>
          {words.all(items.length)}
        </Button>
      ) : null}
    </Card>
  );
}
