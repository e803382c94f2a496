import type { ExportFormat, Table } from '../../collect/formats/format.ts';
import { detail, guessOf, when } from '../../collect/formats/survey.ts';
import type { Mapping, Value, Yield } from '../../collect/mapping/mapping.ts';

/** Good and bad are the ends of the scale of five, so that the share of satisfied ones is the share of “good”, as Zendesk counts. */
const MOOD = {
  good: 5,
  goodwithcomment: 5,
  'good with comment': 5,
  bad: 1,
  badwithcomment: 1,
  'bad with comment': 1,
};
const RATED = Object.keys(MOOD);

export const zendesk: ExportFormat = {
  kind: 'zendesk',
  name: 'Zendesk',
  recognise({ columns }) {
    const has = (...names: string[]) => names.every((name) => columns.includes(name));
    if (has('Id', 'Requester', 'Status', 'Satisfaction Score', 'Created at'))
      return { what: 'tickets with satisfaction', map: (table) => ({ mapping: tickets(table), notes: [] }) };
    if (
      has('requester_id', 'ticket_id', 'score', 'created_at') &&
      columns.some((name) => /^(comment|reason)$/.test(name))
    )
      return { what: 'satisfaction ratings', map: (table) => ({ mapping: ratings(table), notes: [] }) };
    if (has('id', 'requester_id', 'subject', 'status', 'created_at', 'via.channel'))
      return { what: 'tickets (JSON)', map: (table) => ({ mapping: ticketsJson(table), notes: [] }) };
    return undefined;
  },
};

/** The CSV of views and reports. */
function tickets(table: Table): Omit<Mapping, 'read'> {
  const has = (name: string) => guessOf(table, name) !== undefined && guessOf(table, name)?.type !== 'blank';
  const who = ['Requester id', 'Requester email'].find(has) ?? 'Requester';
  const at = (name: string) => when(guessOf(table, name));
  const keep = ['Group', 'Priority', 'Via', 'Ticket type', 'Reopens', 'Tags', 'Organization'].filter(has);
  const attributes = Object.fromEntries(
    keep.map((name) => [name.toLowerCase().replaceAll(' ', '_'), detail(guessOf(table, name), name)]),
  );
  const answered = has('Solved at') ? 'Solved at' : 'Updated at';
  const hours = has('Full resolution time in minutes') ? 'Full resolution time in minutes' : undefined;
  const yields: Yield[] = [
    {
      type: 'identity',
      key: who,
      name: 'Requester',
      ...(has('Requester email') ? { email: 'Requester email' } : {}),
    },
    {
      type: 'interaction',
      key: '{Id}-created',
      kind: '=ticket.created',
      who,
      at: at('Created at'),
      ...(has('Subject') ? { summary: 'Subject' } : {}),
      ...(keep.length > 0 ? { attributes } : {}),
    },
    ...(has('Solved at')
      ? [
          {
            type: 'interaction' as const,
            when: { column: 'Solved at' },
            key: '{Id}-solved',
            kind: '=ticket.solved',
            who,
            at: at('Solved at'),
            ...(hours ? { value: { column: hours, times: 1 / 60 } } : {}),
          },
        ]
      : []),
    {
      type: 'response',
      when: { column: 'Satisfaction Score', is: RATED },
      key: '{Id}-satisfaction',
      metric: '=csat',
      value: { column: 'Satisfaction Score', words: MOOD },
      who,
      at: at(answered),
      ...(has('Satisfaction Comment') ? { comment: 'Satisfaction Comment' } : {}),
      ...(keep.length > 0 ? { attributes } : {}),
    },
  ];
  return { yields };
}

/** One rating a line, as the API lists them. Offered and not taken is no answer. */
function ratings(table: Table): Omit<Mapping, 'read'> {
  const comment = ['comment', 'reason'].find((name) => guessOf(table, name)?.type !== undefined);
  return {
    refuse: [{ column: 'score', not: RATED, reason: 'Asked, and not answered.' }],
    yields: [
      { type: 'identity', key: 'requester_id' },
      {
        type: 'response',
        key: '{ticket_id}-satisfaction',
        metric: '=csat',
        value: { column: 'score', words: MOOD },
        who: 'requester_id',
        at: when(guessOf(table, 'created_at')),
        ...(comment ? { comment } : {}),
      },
    ],
  };
}

/** One ticket a line, as the account export writes them. */
function ticketsJson(table: Table): Omit<Mapping, 'read'> {
  const rated = guessOf(table, 'satisfaction_rating.score');
  const comment: { comment?: Value } = guessOf(table, 'satisfaction_rating.comment')
    ? { comment: 'satisfaction_rating.comment' }
    : {};
  return {
    yields: [
      { type: 'identity', key: 'requester_id' },
      {
        type: 'interaction',
        key: '{id}-created',
        kind: '=ticket.created',
        who: 'requester_id',
        at: 'created_at',
        summary: 'subject',
        attributes: { channel: 'via.channel', status: 'status' },
      },
      ...(rated
        ? [
            {
              type: 'response' as const,
              when: { column: rated.name, is: RATED },
              key: '{id}-satisfaction',
              metric: '=csat',
              value: { column: rated.name, words: MOOD },
              who: 'requester_id',
              at: guessOf(table, 'updated_at') ? 'updated_at' : 'created_at',
              ...comment,
            },
          ]
        : []),
    ],
  };
}
