/** Why somebody was not asked, in the order in which it is decided: what the person wants comes before what we plan. */
export const skipReasons = [
  'not_sampled',
  'survey_closed',
  'expired',
  'too_late',
  'no_address',
  'unsubscribed',
  'complained',
  'bounced',
  'decided',
  'consent_refused',
  'no_consent',
  'channel_refused',
  'paused',
  'still_open',
  'too_often',
  'too_soon',
  'outranked',
] as const;
export type SkipReason = (typeof skipReasons)[number];
