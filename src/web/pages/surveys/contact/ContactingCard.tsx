import { Button } from '@mantine/core';
import { useMay } from '../../../api/me.ts';
import { Card } from '../../../parts/Card.tsx';
import { Facts } from '../../../parts/Facts.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import { weekText } from '../../settings/calendar.ts';
import { ContactingForm } from './ContactingForm.tsx';
import { useContactWords } from './messages.ts';
import type { Rules } from './rules.ts';

/** Whether consent is needed, and when mails may leave. */
export function ContactingCard({ contacting }: { contacting: Rules['contacting'] }) {
  const words = useContactWords();
  const may = useMay('contact:write');
  const [url, setUrl] = useUrl();
  const { consent, consentAttribute, languageAttribute, allowed, business } = contacting;
  return (
    <Card
      title={words.contacting}
      aside={
        may ? (
          <Button
            aria-label={`${words.change}: ${words.contacting}`}
            onClick={() => setUrl({ contacting: '1' }, { push: true })}
          >
            {words.change}
          </Button>
        ) : undefined
      }
    >
      <Facts
        facts={[
          [words.consent, words.consents[consent]],
          [words.consentAttribute, consentAttribute],
          [words.languageAttribute, languageAttribute],
          [words.allowed, weekText(allowed.week, words.week, words.off)],
          [words.business, weekText(business.week, words.week, words.off)],
          [words.timezone, allowed.timezone],
        ]}
      />
      {may && url.contacting ? (
        <ContactingForm contacting={contacting} close={() => setUrl({ contacting: undefined })} />
      ) : null}
    </Card>
  );
}
