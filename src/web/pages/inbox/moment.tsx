import { useCallback } from 'react';
import { apiPath } from '../../api/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { Face } from '../../parts/Face.tsx';
import type { Moment } from '../../parts/Timeline.tsx';
import { useMinor } from '../recovery/money.ts';
import { useCaseWords } from './case.messages.ts';
import type { CaseMoment } from './cases.ts';
import { useClockWords } from './clocks.messages.ts';
import { useDeskWords } from './desk/desk.messages.ts';
import { FileLinks } from './desk/FileLinks.tsx';
import { NoteTools } from './desk/NoteTools.tsx';
import { useReasons } from './reasons.ts';
import { useTellingWords } from './telling.messages.ts';

const tones: Partial<Record<CaseMoment['kind'], Moment['tone']>> = {
  opened: 'bad',
  fact: 'bad',
  breach: 'bad',
  denied: 'bad',
  reopened: 'pass',
  offered: 'pass',
  paused: 'pass',
  disputed: 'pass',
  arbiter: 'pass',
  dispute_ended: 'good',
  action: 'accent',
  step: 'good',
  message: 'accent',
  closed: 'good',
  confirmed: 'good',
};

/** Turns one record of a case into one line of a timeline, in this person's language. */
export function useMomentOf(): (one: CaseMoment, caseId: string) => Moment {
  const words = useCaseWords();
  const clock = useClockWords();
  const desk = useDeskWords();
  const say = useTellingWords();
  const format = useFormat();
  const minor = useMinor();
  const { holderReason } = useReasons();
  return useCallback(
    (one, caseId) => {
      const who = one.person?.name ?? words.gone;
      const other = one.other?.name ?? words.gone;
      const more = one.more as {
        quote?: string;
        score?: number | null;
        channel?: keyof typeof words.channels;
        subject?: string;
        inbound?: boolean;
        outcome?: keyof typeof say.outcomes | null;
        spokeWith?: string | null;
        tells?: boolean;
        elsewhere?: boolean;
        from?: { name: string | null; address: string | null; attachments: number } | null;
        returned?: 'hard' | 'soft' | 'complaint' | boolean | null;
        rung?: string;
        answer?: keyof typeof words.kinds.answer;
        told?: boolean;
        answerBy?: string;
        ending?: 'accepted' | 'ruled' | 'withdrawn';
        rule?: boolean;
        until?: string;
        tag?: string;
        /** Of the other case, in a link or a merge. */
        number?: number;
        /** Of the duplicate it happened in. */
        of?: number;
        waitsFor?: keyof typeof clock.waitsFor;
        files?: { id: string; name: string; bytes: number }[] | null;
        amount?: number | null;
        currency?: string | null;
        attached?: { name: string | null; bytes: number }[] | null;
        mentions?: { name: string }[] | null;
      };
      const { ending } = words.kinds;
      const returnedWords: Record<string, string> = {
        hard: words.kinds.cameBack,
        soft: words.kinds.notArrived,
        complaint: words.kinds.complained,
      };
      const money = more.amount && more.currency ? minor(more.amount, more.currency) : '';
      const given = (kind: keyof typeof words.kinds.redress): [string, string | null] => [
        words.kinds.redress[kind](who, money),
        one.text,
      ];
      const said: Record<CaseMoment['kind'], [title: string, text?: string | null, by?: string]> = {
        opened: [
          words.kinds.opened,
          more.quote ? `“${more.quote}”` : null,
          [one.text, words.wentTo(who)].filter(Boolean).join(' · '),
        ],
        fact: [words.kinds.fact, more.quote ? `“${more.quote}”` : null, one.text ?? ''],
        note: [words.kinds.note(who), one.text],
        action: [words.kinds.action(who), one.text],
        message: more.inbound
          ? [
              words.kinds.wrote(
                (more.elsewhere ? more.from?.address : more.from?.name) ?? more.from?.address ?? words.gone,
              ),
              [more.subject, one.text].filter(Boolean).join('\n\n'),
              [
                more.elsewhere ? say.elsewhere : more.from?.name ? more.from.address : null,
                more.from?.attachments ? words.kinds.attached(more.from.attachments) : null,
              ]
                .filter(Boolean)
                .join(' · '),
            ]
          : [
              more.outcome && more.tells === false
                ? say.called(who, say.outcomes[more.outcome])
                : (more.tells === false ? say.received : words.kinds.message)(
                    who,
                    words.channels[more.channel ?? 'email'],
                  ),
              [more.subject, one.text].filter(Boolean).join('\n\n'),
              returnedWords[String(more.returned)] ?? (more.spokeWith ? say.spoke(more.spokeWith) : ''),
            ],
        step: [desk.ticked(who), one.text],
        step_undone: [desk.unticked(who), one.text],
        holder: [words.kinds.holder(who), holderReason({ rung: more.rung ?? '', reason: one.text ?? '' })],
        offered: [
          words.kinds.offered(who, other),
          one.text,
          more.answerBy ? words.until(format.moment(more.answerBy)) : '',
        ],
        offer_answered: [words.kinds.answer[more.answer ?? 'lapsed'](who), one.text],
        disputed: [words.kinds.disputed(who), one.text],
        arbiter: [words.kinds.arbiter],
        dispute_ended: [
          more.ending === 'ruled'
            ? ending.ruled(other, more.rule ?? false)
            : ending[more.ending ?? 'withdrawn'],
          one.text,
        ],
        breach: [words.kinds.breach(other)],
        paused: [
          clock.paused(clock.waitsFor[more.waitsFor ?? 'other'], more.until ? format.moment(more.until) : ''),
          one.text,
        ],
        resumed: [clock.resumed],
        closed: [more.told ? words.kinds.closedTold(who) : words.kinds.closedWaived(who), one.text],
        reopened: [
          more.returned ? words.kinds.reopenedReturned : words.kinds.reopened(one.person?.name ?? null),
          one.person ? one.text : null,
        ],
        confirmed: [
          words.kinds.confirmed,
          one.text,
          typeof more.score === 'number' ? words.score(more.score) : '',
        ],
        unanswered: [say.unanswered],
        tagged: [words.kinds.tagged(who, more.tag ?? '')],
        untagged: [words.kinds.untagged(who, more.tag ?? '')],
        made_urgent: [words.kinds.madeUrgent(who)],
        urgency_taken: [words.kinds.urgencyTaken(who)],
        linked: [words.kinds.linked(who, more.number ?? 0), one.text],
        unlinked: [words.kinds.unlinked(who, more.number ?? 0)],
        merged: [words.kinds.merged(who, more.number ?? 0)],
        absorbed: [words.kinds.absorbed(who, more.number ?? 0)],
        unmerged: [words.kinds.unmerged(who, more.number ?? 0)],
        released: [words.kinds.released(who, more.number ?? 0)],
        redress_given: given('redress_given'),
        redress_asked: given('redress_asked'),
        redress_approved: given('redress_approved'),
        redress_refused: given('redress_refused'),
        redress_withdrawn: given('redress_withdrawn'),
        redress_returned: given('redress_returned'),
        denied: [words.kinds.denied, one.text, typeof more.score === 'number' ? words.score(more.score) : ''],
      };
      const [title, text, by] = said[one.kind];
      const face = one.kind === 'breach' ? one.other : one.person;
      return {
        id: one.id,
        at: one.at,
        title,
        text: text ? (
          <>
            <Words text={text} names={more.mentions?.map(({ name }) => name)} />
            <FileLinks files={filesOf(one, caseId, more)} />
            {one.kind === 'note' ? <NoteTools caseId={caseId} note={one} /> : null}
            {more.inbound ? (
              <a
                className="tiny"
                style={{ display: 'block' }}
                href={apiPath(`/cases/${caseId}/messages/${one.id}/mail`)}
                download
              >
                {words.kinds.asItCame}
              </a>
            ) : null}
            {one.kind === 'message' && more.channel === 'letter' && !more.inbound ? (
              <a
                className="tiny"
                style={{ display: 'block' }}
                href={apiPath(`/cases/${caseId}/letters/${one.id}`)}
                target="_blank"
                rel="noreferrer"
              >
                {say.print}
              </a>
            ) : null}
          </>
        ) : undefined,
        by: [more.of ? words.kinds.ofCase(more.of) : '', by].filter(Boolean).join(' · ') || undefined,
        tone: more.returned === 'hard' ? 'bad' : tones[one.kind],
        mark: face ? <Face person={face} size="s" decorative /> : undefined,
      };
    },
    [words, clock, desk, say, format, minor, holderReason],
  );
}

interface Attached {
  files?: { id: string; name: string; bytes: number }[] | null;
  attached?: { name: string | null; bytes: number }[] | null;
}

/** Ours by their id, the customer's by their place in the mail. */
function filesOf(one: CaseMoment, caseId: string, { files, attached }: Attached) {
  return [
    ...(files ?? []).map(({ id, name, bytes }) => ({ name, bytes, path: `/cases/${caseId}/files/${id}` })),
    ...(attached ?? []).map(({ name, bytes }, index) => ({
      name: name ?? `${index + 1}`,
      bytes,
      path: `/cases/${caseId}/messages/${one.id}/attachments/${index}`,
    })),
  ];
}

/** Beyond this a text is folded to its first line, so that the story can be read at a glance. */
const long = 260;

function Words({ text, names = [] }: { text: string; names?: string[] | undefined }) {
  const whole = <span style={{ whiteSpace: 'pre-line' }}>{marked(text, names)}</span>;
  if (text.length <= long) return whole;
  const [first = ''] = text.split('\n');
  return (
    <details>
      <summary>{first.length > 120 ? `${first.slice(0, 119)}…` : first}</summary>
      {whole}
    </details>
  );
}

/** Whoever is meant stands out. */
function marked(text: string, names: string[]) {
  if (names.length === 0) return text;
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  let at = 0;
  return text.split(new RegExp(`(@(?:${escaped.join('|')}))`)).map((part) => {
    const key = at;
    at += part.length;
    return names.includes(part.slice(1)) && part.startsWith('@') ? <b key={key}>{part}</b> : part;
  });
}
