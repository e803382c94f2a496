import { useCounts, useMe } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useFigure } from '../../parts/useFigure.ts';
import { useReadings } from '../measures/measures.ts';
import { Accountable } from './Accountable.tsx';
import { CommonPromise } from './CommonPromise.tsx';
import styles from './Home.module.css';
import { useCommon, useLast, useMine, useNews } from './home.ts';
import { useHomeWords } from './messages.ts';
import { Stuck } from './Stuck.tsx';
import { Unowned } from './Unowned.tsx';
import { Waiting } from './Waiting.tsx';
import { Worst } from './Worst.tsx';

/** Mine first: who waits for me, what I answer for, and how our common promise stands; then what my role adds. */
export function Home() {
  const { roles } = useMe();
  const sponsor = roles.includes('sponsor');
  const lead = roles.includes('cx_lead');
  return (
    <>
      <Greeting />
      <div className={styles.home}>
        <div className={styles.column}>
          {sponsor ? <Stuck /> : null}
          <Waiting />
          {lead || sponsor ? <Worst /> : null}
          <Accountable />
        </div>
        <div className={styles.column}>
          <CommonPromise />
          {lead ? <Unowned /> : null}
        </div>
      </div>
    </>
  );
}

function Greeting() {
  const words = useHomeWords();
  const format = useFormat();
  const { person } = useMe();
  const waiting = useCounts()?.inbox;
  const { items: mine } = useMine();
  const { metric } = useCommon();
  const figure = useFigure(metric ?? {});
  const period = useLast(30);
  const total = useReadings(metric?.key, { ...period }).data?.[0];
  const { place, part } = useNews(metric, mine);
  const hour = new Date().getHours();
  // Titles stay out of the greeting: "Dr. Mara Lindqvist" is greeted as Mara.
  const name = person.name.split(/\s+/).find((word) => !word.endsWith('.')) ?? person.name;
  const greeting = hour < 12 ? words.morning(name) : hour < 18 ? words.day(name) : words.evening(name);
  const sentences: string[] = [];
  if (waiting !== undefined) sentences.push(words.wait(waiting));
  // Points for NPS; other metrics in their own unit, and only what would be visible.
  const size = place
    ? metric?.kind === 'nps'
      ? words.points(format.number(Math.round(Math.abs(place.change))))
      : figure(Math.abs(place.change))
    : '';
  if (place && (metric?.kind !== 'nps' || Math.abs(place.change) >= 1)) {
    const said = place.change < 0 ? words.fell(place.label, size) : words.rose(place.label, size);
    sentences.push(said + (part ? words.most(format.percent(part.share), part.label) : '.'));
  } else if (metric && total && total.value !== null) {
    sentences.push(words.theCommon(metric.name, figure(total.value)));
  }
  return <PageHeader title={greeting} sentence={sentences.join(' ')} />;
}
