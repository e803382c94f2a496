import { Chip } from '../../parts/Chip.tsx';
import { useSurveyWords } from './messages.ts';
import type { ASurvey } from './surveys.ts';

/** What is answered now, and whether something else is being written. */
export function SurveyState({ survey }: { survey: Pick<ASurvey, 'published' | 'draft' | 'archivedAt'> }) {
  const words = useSurveyWords();
  if (survey.archivedAt) return <Chip>{words.archived}</Chip>;
  if (survey.published === null) return <Chip tone="pass">{words.draft}</Chip>;
  return (
    <span className="row" style={{ gap: 4, flexWrap: 'wrap' }}>
      <Chip tone="good">{words.published(survey.published)}</Chip>
      {survey.draft ? <Chip tone="pass">{words.draftBeside}</Chip> : null}
    </span>
  );
}
