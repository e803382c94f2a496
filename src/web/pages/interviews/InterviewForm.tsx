import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Confirm } from '../../parts/Confirm.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { CustomerSelect } from './CustomerSelect.tsx';
import styles from './Interviews.module.css';
import type { Consent, Conversation, ConversationInput } from './interviews.ts';
import { useInterviewWords } from './messages.ts';
import { type DraftQuote, QuoteFields } from './QuoteFields.tsx';

const kinds = ['interview', 'call', 'visit', 'focus_group', 'note'] as const;
const consents = ['named', 'anonymous', 'none'] as const;

let next = 0;
const emptyQuote = (): DraftQuote => ({ id: `new ${next++}`, text: '', touchpoint: '', themes: [] });

/** A conversation, or what is to be changed about one; its quotes keep their place among the answers. */
export function InterviewForm({ conversation, close }: { conversation?: Conversation; close: () => void }) {
  const words = useInterviewWords();
  const personas =
    useApi<{ items: { key: string; name: string }[] }>(['personas'], '/personas').data?.items ?? [];
  const [form, setForm] = useState({
    kind: conversation?.kind ?? 'interview',
    title: conversation?.title ?? '',
    heldOn: conversation?.heldOn ?? new Date().toISOString().slice(0, 10),
    persona: conversation?.persona ?? '',
    consent: (conversation?.consent ?? 'named') as Consent,
    consentHow: conversation?.consentHow ?? '',
    summary: conversation?.summary ?? '',
  });
  const [customer, setCustomer] = useState(conversation?.customer ?? null);
  const [quotes, setQuotes] = useState<DraftQuote[]>(
    conversation?.quotes.map((quote) => ({
      id: quote.quoteId,
      quoteId: quote.quoteId,
      text: quote.text,
      touchpoint: quote.touchpoint?.key ?? '',
      themes: quote.themes,
      kept: { persona: quote.persona, metric: quote.metric, value: quote.value },
    })) ?? [emptyQuote()],
  );
  const [withdrawing, setWithdrawing] = useState(false);
  const set = (name: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [name]: value }));
  };
  const body = (): ConversationInput => ({
    ...form,
    persona: form.persona || null,
    consentHow: form.consentHow || null,
    customerId: customer?.id ?? null,
    quotes:
      form.consent === 'none'
        ? []
        : quotes
            .filter(({ text }) => text.trim() !== '')
            .map(({ quoteId, text, touchpoint, themes, kept }) => ({
              ...kept,
              ...(quoteId ? { quoteId } : {}),
              text,
              touchpoint: touchpoint || null,
              themes,
            })),
    ...(conversation ? { revision: conversation.revision } : {}),
  });
  const save = useChange<void, Conversation>({
    call: () =>
      conversation
        ? api.put<Conversation>(`/interviews/${conversation.interviewId}`, body())
        : api.post<Conversation>('/interviews', body()),
    touches: [['interviews']],
    said: (kept) => words.saved(kept.title),
    quiet: true,
    after: close,
  });
  const withdraw = useChange({
    call: () => api.del(`/interviews/${conversation?.interviewId}/consent`),
    touches: [['interviews']],
    said: words.withdrawn,
    after: close,
  });
  const wrong = (field: string) => save.error?.field(field);
  return (
    <SidePanel
      open
      close={close}
      title={conversation ? words.change(conversation.title) : words.make}
      size="lg"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.name}
          required
          data-autofocus
          maxLength={200}
          value={form.title}
          onChange={set('title')}
          error={wrong('title') ?? save.error?.detail}
        />
        <div className={styles.two}>
          <NativeSelect
            label={words.kind}
            data={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
            value={form.kind}
            onChange={set('kind')}
          />
          <TextInput
            type="date"
            label={words.heldOn}
            required
            value={form.heldOn}
            onChange={set('heldOn')}
            error={wrong('heldOn')}
          />
        </div>
        <div className={styles.two}>
          <CustomerSelect value={customer} onChange={setCustomer} />
          <NativeSelect
            label={words.persona}
            description={' '}
            data={[
              { value: '', label: words.nobody },
              ...personas.map((one) => ({ value: one.key, label: one.name })),
            ]}
            value={form.persona}
            onChange={set('persona')}
          />
        </div>
        <div className={styles.two}>
          <NativeSelect
            label={words.consent}
            description={' '}
            data={consents.map((consent) => ({ value: consent, label: words.consents[consent] }))}
            value={form.consent}
            onChange={set('consent')}
          />
          <TextInput
            label={words.consentHow}
            description={words.consentHint}
            maxLength={300}
            value={form.consentHow}
            onChange={set('consentHow')}
          />
        </div>
        <Textarea
          mt="sm"
          autosize
          minRows={2}
          label={words.summary}
          value={form.summary}
          onChange={set('summary')}
        />
        {form.consent === 'none' ? (
          <p className="muted">{words.noQuotes}</p>
        ) : (
          <>
            {quotes.map((quote, at) => (
              <QuoteFields
                key={quote.id}
                quote={quote}
                number={at + 1}
                change={(changed) =>
                  setQuotes((before) =>
                    before.map((one) => (one.id === quote.id ? { ...one, ...changed } : one)),
                  )
                }
                remove={() => setQuotes((before) => before.filter((one) => one.id !== quote.id))}
              />
            ))}
            <Button mt="sm" onClick={() => setQuotes((before) => [...before, emptyQuote()])}>
              {words.addQuote}
            </Button>
          </>
        )}
        <div className="row" style={{ marginTop: 20 }}>
          <Button type="submit" variant="filled" loading={save.isPending}>
            {words.save}
          </Button>
          {conversation ? <Button onClick={() => setWithdrawing(true)}>{words.withdraw}</Button> : null}
        </div>
      </form>
      <Confirm
        open={withdrawing}
        close={() => setWithdrawing(false)}
        title={words.withdrawTitle}
        act={words.withdraw}
        onAct={() => withdraw.mutate()}
        busy={withdraw.isPending}
      >
        {words.withdrawText}
      </Confirm>
    </SidePanel>
  );
}
