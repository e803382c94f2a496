import { useFormat } from '../../i18n/format.ts';
import styles from './Discovered.module.css';
import { useDiscoveredWords } from './discovered.messages.ts';
import type { Found } from './discovered.ts';

/** Ways fewer than one in a hundred take would make a thicket of the drawing; the lists below have them all. */
const least = 0.01;
const apart = 104;
const margin = 60;

/** The drawn order as a line of stations; who skips goes over it, who comes back goes under it. */
export function Flow({ found }: { found: Found }) {
  const words = useDiscoveredWords();
  const format = useFormat();
  const { touchpoints } = found;
  const at = new Map(touchpoints.map((one, index) => [one.key, margin + index * apart]));
  const edges = found.edges.filter((edge) => (edge.share ?? 0) >= least);
  const most = Math.max(1, ...edges.map((edge) => edge.customers));
  const reach = Math.max(
    1,
    ...edges.filter((edge) => edge.kind !== 'next').map((edge) => Math.abs(span(edge))),
  );
  function span(edge: Found['edges'][number]): number {
    return ((at.get(edge.to) ?? 0) - (at.get(edge.from) ?? 0)) / apart;
  }
  const height = 40 + Math.min(reach, 6) * 16;
  const y = height;
  const width = margin * 2 + (touchpoints.length - 1) * apart;
  const nameOf = (key: string) => touchpoints.find((one) => one.key === key)?.name ?? key;
  const path = (edge: Found['edges'][number]): string => {
    const [from, to] = [at.get(edge.from) ?? 0, at.get(edge.to) ?? 0];
    if (edge.kind === 'next') return `M${from} ${y}L${to} ${y}`;
    const bend = Math.min(Math.abs(span(edge)), 6) * 20 + 24;
    const side = edge.kind === 'skip' ? -1 : 1;
    return `M${from} ${y}C${from} ${y + side * bend} ${to} ${y + side * bend} ${to} ${y}`;
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.flow} aria-label={words.drawing} tabIndex={0}>
        <svg
          width={width}
          height={height * 2 + 64}
          viewBox={`0 0 ${width} ${height * 2 + 64}`}
          role="img"
          aria-label={edges
            .map((edge) => words.edge(nameOf(edge.from), nameOf(edge.to), format.number(edge.customers)))
            .join('; ')}
        >
          {edges.map((edge) => (
            <path
              key={`${edge.from} ${edge.to}`}
              d={path(edge)}
              data-kind={edge.kind}
              strokeWidth={1 + (edge.customers / most) * 11}
            >
              <title>{words.edge(nameOf(edge.from), nameOf(edge.to), format.number(edge.customers))}</title>
            </path>
          ))}
          {touchpoints.map((one) => (
            <g key={one.key} transform={`translate(${at.get(one.key)} ${y})`}>
              <circle r={5 + Math.sqrt(one.share ?? 0) * 9} data-empty={one.customers === 0 || undefined}>
                <title>{`${one.name}: ${format.number(one.customers)}. ${words.starts(one.starts)}.`}</title>
              </circle>
            </g>
          ))}
          {touchpoints.map((one) => (
            <foreignObject
              key={one.key}
              x={(at.get(one.key) ?? 0) - apart / 2 + 4}
              y={height * 2 + 2}
              width={apart - 8}
              height={60}
            >
              <div className={styles.station}>
                {one.name}
                <span>{one.share === null ? '' : format.percent(one.share)}</span>
              </div>
            </foreignObject>
          ))}
        </svg>
      </section>
      <p className="tiny muted">{words.least(format.percent(least))}</p>
    </>
  );
}
