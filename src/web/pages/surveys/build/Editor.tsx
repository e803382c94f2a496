import { EndForm } from './forms/EndForm.tsx';
import { FactsForm } from './forms/FactsForm.tsx';
import { PageForm } from './forms/PageForm.tsx';
import { QuestionForm } from './forms/QuestionForm.tsx';
import { QuotasForm } from './forms/QuotasForm.tsx';
import { StartForm } from './forms/StartForm.tsx';
import { ThemeForm } from './forms/ThemeForm.tsx';
import type { Place } from './place.ts';
import type { Drafting } from './useDraft.ts';

interface Props {
  drafting: Drafting;
  place: Place;
  choose: (place: Place) => void;
}

/** What is chosen in the outline, with all that can be set about it. */
export function Editor({ drafting, place, choose }: Props) {
  switch (place.kind) {
    case 'question':
      return <QuestionForm key={place.key} questionKey={place.key} drafting={drafting} choose={choose} />;
    case 'page':
      return <PageForm key={place.key} pageKey={place.key} drafting={drafting} />;
    case 'end':
      return <EndForm key={place.key} endKey={place.key} drafting={drafting} />;
    case 'theme':
      return <ThemeForm drafting={drafting} />;
    case 'facts':
      return <FactsForm drafting={drafting} />;
    case 'quotas':
      return <QuotasForm drafting={drafting} />;
    default:
      return <StartForm drafting={drafting} />;
  }
}
