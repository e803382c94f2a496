import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { MailFrame } from '../outbox/MailFrame.tsx';
import { useCaseWords } from './case.messages.ts';
import { useTellingWords } from './telling.messages.ts';

interface Props {
  caseId: string;
  channel?: 'email' | 'letter';
  subject: string;
  body: string;
  language: string;
}

/** Drawn by the server with the same words and look as the mail that will be sent. */
export function MailPreview({ caseId, ...mail }: Props) {
  const words = useCaseWords();
  const say = useTellingWords();
  const preview = useQuery({
    queryKey: ['preview', caseId, mail],
    queryFn: () => api.post<{ subject: string; html: string }>(`/cases/${caseId}/messages/preview`, mail),
  });
  return (
    <Loaded query={preview}>
      {(data) => (
        <>
          <b>{data.subject}</b>
          <MailFrame
            html={data.html}
            title={mail.channel === 'letter' ? say.letterPreview : words.previewOf}
          />
        </>
      )}
    </Loaded>
  );
}
