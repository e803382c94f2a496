import { useMay } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { Loaded } from '../../../parts/Loaded.tsx';
import { Skipped } from '../invite/Skipped.tsx';
import { ContactingCard } from './ContactingCard.tsx';
import { Limits } from './Limits.tsx';
import { useContactWords } from './messages.ts';
import { OwnNetworks } from './OwnNetworks.tsx';
import type { Rules } from './rules.ts';
import { Suppressions } from './Suppressions.tsx';

/** How often and when customers are asked, who never is, and what that kept back. */
export function ContactRules() {
  const words = useContactWords();
  const seesCustomers = useMay('customer:read');
  const query = useApi<Rules>(['contact-rules'], '/contact-rules');
  return (
    <div className="stack">
      <Loaded query={query}>
        {(rules) => (
          <>
            <Limits rules={rules} />
            <ContactingCard contacting={rules.contacting} />
            <Skipped title={words.skipped} skipped={rules.skipped} />
          </>
        )}
      </Loaded>
      {seesCustomers ? <Suppressions /> : null}
      <OwnNetworks />
    </div>
  );
}
