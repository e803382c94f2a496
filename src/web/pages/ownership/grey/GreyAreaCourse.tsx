import { useFormat } from '../../../i18n/format.ts';
import { Face } from '../../../parts/Face.tsx';
import { Timeline } from '../../../parts/Timeline.tsx';
import type { GreyAreaBehind } from './grey.ts';
import { useGreyWords } from './messages.ts';

/** Who was appointed, what was decided, and when it was opened again by what happened. */
export function GreyAreaCourse({ area }: { area: GreyAreaBehind }) {
  const words = useGreyWords();
  const format = useFormat();
  return (
    <Timeline
      moments={area.history.map((one) => ({
        id: `${one.what} ${one.at}`,
        at: one.at,
        title:
          one.what === 'appointed'
            ? words.appointedLine(one.person.name, format.date(one.dueAt))
            : words.decidedLine(words.causes[one.cause as keyof typeof words.causes]),
        text:
          one.what === 'appointed'
            ? (one.text ?? undefined)
            : [
                one.text,
                one.accountable ? words.accountableNow(one.accountable.name) : '',
                one.responsible ? words.responsibleNow(one.responsible.name) : '',
              ]
                .filter(Boolean)
                .join(' · '),
        by: one.by?.name,
        tone: one.what === 'appointed' ? 'pass' : 'good',
        mark: one.by ? <Face person={one.by} size="s" decorative /> : undefined,
      }))}
    />
  );
}
