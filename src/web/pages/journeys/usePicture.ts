import { useOrganisation } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { done } from '../../parts/notify.ts';
import { type Reading, toneOf } from '../../parts/reading.ts';
import { useFigure } from '../../parts/useFigure.ts';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useChart } from '../ownership/ownership.ts';
import { assumedIn, expectationOf, type Journey, lanes } from './journey.ts';
import { type Measure, mapSvg, type Picture } from './mapSvg.ts';
import { useJourneyWords } from './messages.ts';
import { useScores } from './useScores.ts';

/** Twice the size of the drawing: sharp on A3 at 150 dots an inch. */
const sharpness = 2;

/** The whole map as a PNG file, drawn here in the browser. */
export function usePicture(journey: Journey): () => Promise<void> {
  const words = useJourneyWords();
  const format = useFormat();
  const { name: organisation } = useOrganisation();
  const [period] = usePeriod();
  const phases = useScores('phase', period);
  const touchpoints = useScores('touchpoint', period);
  const figure = useFigure(touchpoints.metric);
  const owners = useChart(undefined, { journey: journey.key }).data?.journeys.find(
    (one) => one.key === journey.key,
  );
  const seats = new Map(
    owners?.phases.flatMap((phase) => phase.touchpoints.map((seat) => [seat.key, seat] as const)),
  );
  const shownOf = (reading: Reading | undefined) => (reading && !reading.suppressed ? reading.value : null);
  const picture = (): Picture => ({
    title: journey.name,
    sentence: [
      journey.description,
      journey.persona,
      `${format.date(period.from)} – ${format.date(period.to)}`,
    ]
      .filter(Boolean)
      .join(' · '),
    footer: `${organisation ?? 'Onus'} · ${words.versionBy(journey.version, journey.changedBy ?? '')} · ${format.date(new Date())}`,
    words: {
      experience: `${words.experience}: ${words.felt} ―, ${words.expected} ┄`,
      touchpoints: words.touchpoints.replaceAll('\u00ad', ''),
      before: words.before,
      nobody: '?',
    },
    phases: journey.phases.map((phase) => ({
      name: phase.name,
      prospect: phase.prospect,
      felt: shownOf(phases.scores.get(`${journey.key}/${phase.key}`)),
      expected: expectationOf(phase),
      assumed: assumedIn(phase),
      touchpoints: phase.touchpoints.map((one) => {
        const reading = touchpoints.scores.get(one.key);
        const value = shownOf(reading);
        return {
          name: one.name,
          moment: one.momentOfTruth,
          figure: value === null ? '–' : figure(value),
          tone: reading ? toneOf(reading, touchpoints.metric) : 'few',
          owner: seats.get(one.key)?.person?.name ?? '',
        };
      }),
    })),
    lanes: lanes
      .filter((lane) => journey.phases.some((phase) => phase.notes.some((note) => note.lane === lane)))
      .map((lane) => ({
        name: words.lanes[lane],
        ...(lane === 'pain'
          ? { tone: 'bad' as const }
          : lane === 'opportunity'
            ? { tone: 'good' as const }
            : {}),
        notes: journey.phases.map((phase) =>
          phase.notes.filter((note) => note.lane === lane).map((note) => note.text),
        ),
      })),
  });
  return async () => {
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d');
    if (!pen) return;
    const measure: Measure = (text, size, bold) => {
      pen.font = `${bold ? 700 : 400} ${size}px Inter Variable, Inter, Segoe UI, sans-serif`;
      return pen.measureText(text).width * 1.04;
    };
    const { svg, width, height } = mapSvg(picture(), measure);
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    await image.decode();
    canvas.width = width * sharpness;
    canvas.height = height * sharpness;
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    const file = await new Promise<Blob | null>((keep) => canvas.toBlob(keep, 'image/png'));
    if (!file) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `${journey.key}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    done(words.pictured(link.download));
  };
}
