/**
 * What is planted in Halden Broadband, as numbers: the generator obeys them, and the tests (and visitors) see Onus find
 * them. Effects are in points of the 0–10 answer.
 */
export const truths = {
  months: 24,
  customers: 20_000,
  /** What moves an answer, where it happens. */
  effects: {
    noShow: -4.5,
    firstBillWrong: -3.5,
    eachHandOver: -1.1,
    longOutage: -2.5,
  },
  /** Share of visits where nobody comes, by region; north has risen for `recentDays`. */
  noShow: { usual: 0.12, northRecent: 0.46, otherRecent: 0.16, recentDays: 40 },
  firstBillWrong: 0.2,
  /** Chat was given named agents; since then its answers are this much better. It worked. */
  chatFix: { daysAgo: 240, effect: 1.6 },
  /** Reminders by letter were replaced by text messages; nothing changed. It did not work. */
  reminderFix: { daysAgo: 300, effect: 0 },
  /** These two send customers back and forth. */
  bouncers: ['Field service', 'Network operations'] as const,
  bounceShare: 0.34,
  /** Exactly these have not exactly one accountable person who is still here. */
  unowned: {
    line_test: 'nobody',
    complaint_letter: 'nobody',
    date_promise: 'several',
    old_address: 'left',
  } as Record<string, 'nobody' | 'several' | 'left'>,
  touchpoints: 42,
  /** Who was accountable before the reorganisation. */
  reorganisedDaysAgo: 240,
  reorganised: {
    second_line: 'sanna',
    router_setup: 'jonas',
    outage_notice: 'mo',
    router_return: 'fb',
    new_address_check: 'tr',
  } as Record<string, string>,
  /** Since when two people claim the date promise. */
  severalDaysAgo: 80,
  /**
   * Two role rounds about the same touchpoints. Sales and Field service each see the date promise as their own head's;
   * about the others this share names whoever the ledger names; `improved` was seen differently in the first round only.
   */
  rounds: {
    names: ['Joining Halden: who does what?', 'Joining Halden: who does what now?'],
    daysAgo: [134, 50],
    top: 'date_promise',
    differ: ['Field service', 'Sales'],
    improved: 'outage_notice',
    agree: {
      date_promise: 0,
      appointment_reminder: 0.96,
      technician_visit: 0.97,
      order_form: 0.95,
      outage_notice: 0.96,
      complaint_mail: 0.95,
    },
  },
  /** Jonas claims the date promise without the money for it; Judit’s need lies with the sponsor, unanswered; Farid never said. */
  mandates: {
    denied: { person: 'jonas', piece: 'budget', object: 'date_promise' },
    escalated: { person: 'judit', head: 'mo', piece: 'access' },
    unstated: ['fb'],
  },
  /** Sanna answers for seven touchpoints and four metrics. */
  overloaded: ['sanna'],
  ownerlessMetrics: ['promise_days'],
  /** Parts no department has. */
  missingParts: {
    date_promise: ['implementer'],
    line_test: ['definer'],
    dunning: ['provider'],
    complaint_letter: ['provider', 'definer', 'implementer'],
    promise_days: ['definer'],
  } as Record<string, string[]>,
  /** The shop has sent nothing for so many hours; once a day was agreed. */
  late: { source: 'shop', hours: 76 } as const,
  /** Share of a customer's records in each source whose exact keys lead to the CRM record. The rest waits for probable matching. */
  exactShare: { shop: 0.85, network: 1, helpdesk: 0.8, surveys: 0.92 },
} as const;
