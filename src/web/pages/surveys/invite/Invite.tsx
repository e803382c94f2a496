import { useMay } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { Coverage } from './Coverage.tsx';
import { Invitations } from './Invitations.tsx';
import type { Invited, Response } from './invite.ts';
import { useInviteWords } from './messages.ts';
import { Plans } from './Plans.tsx';
import { ResponseCard } from './ResponseCard.tsx';
import { Skipped } from './Skipped.tsx';

/** Who is asked and when, who answers, and whom the rules protected. */
export function Invite({ survey }: { survey: Invited }) {
  const words = useInviteWords();
  const seesCustomers = useMay('customer:read');
  const response = useApi<Response>(
    ['invitations', survey.key, 'response'],
    `/surveys/${survey.key}/response`,
    {
      live: true,
      when: survey.published !== null,
    },
  );
  if (survey.published === null) return <EmptyState title={words.notYet} text={words.notYetText} />;
  return (
    <div className="stack">
      <Plans survey={survey} />
      <Loaded query={response}>
        {(data) => (
          <>
            <ResponseCard response={data} />
            <Skipped title={words.skipped} skipped={data.skipped} />
            <Coverage response={data} />
          </>
        )}
      </Loaded>
      {seesCustomers ? <Invitations survey={survey} /> : null}
    </div>
  );
}
