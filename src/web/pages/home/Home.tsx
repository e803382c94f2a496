import { useCounts, useMe } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useFigure } from '../../parts/useFigure.ts';
import { ToImpact } from '../impact/ToImpact.tsx';
import { ThanksLately } from '../recognition/ThanksLately.tsx';
import { Approvals } from '../recovery/Approvals.tsx';
import { Accountable } from './Accountable.tsx';
import { CommonPromise } from './CommonPromise.tsx';
import { clearChange } from './change.ts';
import styles from './Home.module.css';
import { useCommon, useMine, useNews } from './home.ts';
import { useHomeWords } from './messages.ts';
import { Settled } from './Settled.tsx';
import { Stuck } from './Stuck.tsx';
import { Unowned } from './Unowned.tsx';
import { Waiting } from './Waiting.tsx';
import { WaitsForYou } from './WaitsForYou.tsx';
import { Worst } from './Worst.tsx';

/** Mine first: who waits for me, what I answer for, and how our common promise stands; then what my role adds. */
export function Home() {
  const { roles } = useMe();
  const sponsor = roles.includes('sponsor');
  const lead = roles.includes('cx_lead');
  const { query, items } = useMine();
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
          <WaitsForYou ladder={!sponsor} />
          <Approvals />
          <CommonPromise />
          {lead ? <Unowned /> : null}
          {query.data && items.length === 0 ? <Settled /> : null}
          <ThanksLately />
          <ToImpact />
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
  const { place, part, movers } = useNews(metric, mine);
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
  } else if (metric && movers && movers.after.value !== null) {
    const now = figure(movers.after.value);
    const change = clearChange(movers.before, movers.after);
    const before = figure(movers.before.value ?? 0);
    if (change === null) sentences.push(words.steady(metric.name, now));
    else sentences.push((change < 0 ? words.commonFell : words.commonRose)(metric.name, now, before));
    if (mine.length > 0) sentences.push(words.mineSteady);
  }
  return <PageHeader title={greeting} sentence={sentences.join(' ')} />;
}
