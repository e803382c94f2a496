import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { SourcesNav } from '../sources/SourcesNav.tsx';
import { MailboxForm } from './MailboxForm.tsx';
import { MailboxRow } from './MailboxRow.tsx';
import { Mails } from './Mails.tsx';
import { useMailboxes } from './mailboxes.ts';
import { useMailboxWords } from './messages.ts';

/** Mailboxes whose mail is feedback: whether they work, and what came through one of them. */
export function Mailboxes() {
  const words = useMailboxWords();
  const mayWrite = useMay('source:write');
  const [url, setUrl] = useUrl();
  const query = useMailboxes();
  const items = query.data?.items ?? [];
  const chosen = items.find(({ id }) => id === url.mailbox) ?? items[0];
  const edited = mayWrite ? items.find(({ id }) => id === url.edit) : undefined;
  const adding = mayWrite && url.new !== undefined;
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setUrl({ new: '1' }, { push: true })}>
      {words.add}
    </Button>
  ) : undefined;
  const close = (id?: string) => setUrl({ new: undefined, edit: undefined, ...(id ? { mailbox: id } : {}) });
  const sum = (of: (box: (typeof items)[number]) => number) => items.reduce((all, box) => all + of(box), 0);
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={
          query.data
            ? words.sentence(
                items.length,
                sum(({ counts }) => counts.feedback + counts.reply),
                sum(({ counts }) => counts.failed),
              )
            : undefined
        }
        above={<Go to="/sources">← {words.back}</Go>}
        actions={adding || edited || items.length === 0 ? undefined : add}
      />
      <SourcesNav />
      <div className="stack">
        {adding || edited ? (
          <MailboxForm key={edited?.id} mailbox={edited} close={close} />
        ) : (
          <Loaded query={query}>
            {({ items, receiverPort }) =>
              items.length === 0 ? (
                <EmptyState title={words.none} text={words.noneText} action={add} />
              ) : (
                <>
                  <Card>
                    {items.map((box) => (
                      <MailboxRow
                        key={box.id}
                        box={box}
                        chosen={box === chosen}
                        open={receiverPort !== null}
                        several={items.length > 1}
                      />
                    ))}
                  </Card>
                  {chosen ? <Mails key={chosen.id} box={chosen} /> : null}
                </>
              )
            }
          </Loaded>
        )}
      </div>
    </>
  );
}
