import type { DepartmentKey } from './company.ts';

/** What each touchpoint is like, and whose it is. `nps` is what its customers feel when nothing goes wrong there. */
export interface Moment {
  key: string;
  /** Survey that asks about it; undefined: nobody asks. */
  nps?: number;
  /** The accountable person's key; undefined: an empty seat. Two: a planted fault. */
  accountable?: string | readonly [string, string];
  responsible?: readonly DepartmentKey[];
  consulted?: readonly DepartmentKey[];
  informed?: readonly DepartmentKey[];
}

export const moments: readonly Moment[] = [
  { key: 'comparison_site', accountable: 'mo', nps: 20, informed: ['sales'] },
  { key: 'availability_check', accountable: 'mo', nps: 44, responsible: ['product'], consulted: ['network'] },
  { key: 'advice_call', accountable: 'tr', nps: 38, responsible: ['sales'], informed: ['marketing'] },
  {
    key: 'order_form',
    accountable: 'tr',
    nps: 31,
    responsible: ['product'],
    consulted: ['marketing', 'finance'],
    informed: ['service'],
  },
  {
    key: 'date_promise',
    accountable: ['tr', 'jonas'],
    nps: -10,
    consulted: ['network'],
    informed: ['service'],
  },
  { key: 'appointment_reminder', accountable: 'jonas', nps: 22, responsible: ['service'] },
  {
    key: 'technician_visit',
    accountable: 'jonas',
    nps: -26,
    responsible: ['field'],
    consulted: ['network'],
    informed: ['sales'],
  },
  { key: 'line_test', nps: -24, responsible: ['field', 'network'] },
  { key: 'router_setup', accountable: 'pd', nps: 9, responsible: ['service'] },
  { key: 'first_invoice', accountable: 'fb', nps: 2, responsible: ['service'], consulted: ['product'] },

  { key: 'line_speed', accountable: 'lena', nps: 25, responsible: ['network'], informed: ['service'] },
  { key: 'outage_notice', accountable: 'lena', nps: -2, responsible: ['service'], consulted: ['marketing'] },
  { key: 'outage_repair', accountable: 'lena', nps: -8, responsible: ['network'], consulted: ['field'] },
  { key: 'app_login', accountable: 'pd', nps: 18, responsible: ['product'] },
  { key: 'my_account', accountable: 'pd', nps: 21, responsible: ['product'], consulted: ['finance'] },
  { key: 'monthly_bill', accountable: 'fb', nps: 14, responsible: ['finance'], informed: ['service'] },
  { key: 'direct_debit', accountable: 'fb', nps: 20, responsible: ['finance'] },
  {
    key: 'dunning',
    accountable: 'fb',
    responsible: ['finance'],
    consulted: ['service'],
    informed: ['sales'],
  },
  { key: 'upgrade_offer', accountable: 'mo', nps: 15, responsible: ['sales'] },
  { key: 'contract_renewal', accountable: 'tr', nps: 4, responsible: ['sales'], consulted: ['finance'] },

  { key: 'help_pages', accountable: 'pd', nps: 6, responsible: ['product'], consulted: ['service'] },
  { key: 'chat', accountable: 'sanna', nps: 3, responsible: ['service'] },
  { key: 'hotline', accountable: 'sanna', nps: 2, responsible: ['service'] },
  { key: 'first_line', accountable: 'sanna', nps: 12, responsible: ['service'] },
  { key: 'second_line', accountable: 'lena', nps: -4, responsible: ['network'], consulted: ['service'] },
  { key: 'field_dispatch', accountable: 'jonas', nps: -6, responsible: ['field'], consulted: ['network'] },
  { key: 'repair_confirmation', accountable: 'sanna', nps: 14, responsible: ['service'] },
  { key: 'compensation', accountable: 'fb', nps: -9, responsible: ['service', 'finance'] },
  { key: 'complaint_mail', accountable: 'sanna', nps: -30, responsible: ['service'] },
  { key: 'complaint_letter', informed: ['service'] },

  { key: 'move_notice', accountable: 'sanna', nps: 10, responsible: ['service'] },
  { key: 'new_address_check', accountable: 'lena', nps: 22, responsible: ['network'] },
  { key: 'move_date', accountable: 'jonas', nps: -5, responsible: ['field'], consulted: ['sales'] },
  { key: 'old_address', accountable: 'otto', nps: -26, responsible: ['service'], consulted: ['finance'] },
  { key: 'new_line', accountable: 'lena', nps: 3, responsible: ['network', 'field'] },
  { key: 'move_invoice', accountable: 'fb', nps: -12, responsible: ['finance'] },

  {
    key: 'price_increase',
    accountable: 'mo',
    nps: -35,
    responsible: ['marketing'],
    consulted: ['finance'],
    informed: ['service'],
  },
  { key: 'cancel_call', accountable: 'sanna', nps: -22, responsible: ['service'] },
  { key: 'retention_offer', accountable: 'tr', nps: 2, responsible: ['sales'], consulted: ['finance'] },
  { key: 'final_bill', accountable: 'fb', nps: -17, responsible: ['finance'] },
  { key: 'router_return', accountable: 'jonas', nps: -8, responsible: ['field'] },
  { key: 'win_back', accountable: 'mo', nps: 5, responsible: ['sales'] },
];
