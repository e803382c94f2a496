import type { Page } from 'playwright-core';

/** The four people of the example company's sign-in page. */
export const people = { sponsor: /Mara/, lead: /Asta/, head: /Jonas/, agent: /Priya/ };

/** Every page behind the sign-in, by the name of its picture; `:…` stands for the first of its kind. */
export const pages: Record<string, string> = {
  home: '/',
  inbox: '/inbox',
  case: '/inbox/:case',
  complaints: '/complaints',
  complaintReport: '/complaints?show=report',
  newComplaint: '/complaints?new=1',
  flow: '/flow',
  flowBehind: '/flow?open=total',
  huddle: '/huddles',
  huddleRepeats: '/huddles?step=repeats',
  improvements: '/improvements',
  recovery: '/recovery',
  recognition: '/recognition',
  customers: '/customers',
  customer: '/customers/:customer',
  library: '/library',
  libraryEntry: '/library?entry=:library',
  libraryNew: '/library?new=1',
  journeys: '/journeys',
  journey: '/journeys/:journey',
  'journey-edit': '/journeys/:journey?edit=1',
  'journey-talk': '/journeys/:journey?talk=all:',
  blueprint: '/journeys/:journey/blueprint',
  story: '/journeys/:journey/story',
  discovered: '/journeys/:journey/discovered',
  versions: '/journeys/:journey/versions',
  personas: '/personas',
  promises: '/promises',
  mentions: '/mentions',
  surveyPage: '/s/setting-up',
  interviews: '/interviews',
  ownership: '/ownership',
  ownedMetrics: '/ownership?what=metrics',
  changes: '/ownership/changes',
  changeSet: '/ownership/changes?set=:changeSet',
  cover: '/ownership/cover?whose=all',
  sheet: '/ownership/sheet',
  seams: '/ownership/seams',
  rounds: '/ownership/rounds',
  round: '/ownership/rounds/:round',
  roundResult: '/ownership/rounds/:closed',
  agenda: '/ownership/rounds/:closed?view=agenda',
  faults: '/ownership/faults',
  mandates: '/ownership/mandates',
  departments: '/ownership/departments',
  department: '/ownership/departments/:department',
  greyAreas: '/ownership/grey-areas',
  disputes: '/ownership/disputes',
  surveys: '/surveys',
  survey: '/surveys/:survey',
  surveyQuestion: '/surveys/:survey?at=question.points&pane=edit',
  surveyTexts: '/surveys/:survey?tab=translate',
  surveyShare: '/surveys/:survey?tab=share',
  surveyResults: '/surveys/:survey?tab=results',
  surveyAnswers: '/surveys/:survey?tab=answers',
  surveyVersions: '/surveys/:survey?tab=versions',
  surveySettings: '/surveys/:survey?tab=settings',
  measures: '/measures',
  lineage: '/measures?lineage=1',
  impact: '/impact',
  sources: '/sources',
  source: '/sources/crm',
  catalogue: '/sources/catalogue',
  openness: '/sources/openness',
  connect: '/sources/shop/connect',
  databases: '/sources/database',
  mailboxes: '/sources/mailboxes',
  newMailbox: '/sources/mailboxes?new=1',
  import: '/sources/import',
  settings: '/settings',
  checklists: '/settings?part=checklists',
  newChecklist: '/settings?part=checklists&list=new',
  deadlines: '/settings?part=terms',
  complaintRules: '/settings?part=complaints',
  contactRules: '/settings?part=contact',
  incidents: '/incidents',
  routing: '/routing',
  routingRule: '/routing?rule=new',
  invitations: '/surveys/all-in-all?tab=invite',
  endpoints: '/endpoints',
  endpoint: '/endpoints/:endpoint',
  eventTypes: '/endpoints/events',
  outbox: '/outbox',
  notices: '/notices',
  noticeSettings: '/settings?part=notices',
};

/** Through the sign-in page, as a person does. */
export async function signInAs(page: Page, url: string, who: RegExp): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByRole('button', { name: who }).click();
  await page.waitForURL((at) => at.pathname === '/');
  await settled(page);
}

export async function visit(page: Page, url: string, path: string): Promise<void> {
  await page.goto(url + (await named(page, url, path)));
  await settled(page);
}

/** The page has a heading, and nothing on it is still on its way. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy="true"], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}

/** Puts the first case, customer, journey or planned change the signed-in person may see into the path. */
async function named(page: Page, url: string, path: string): Promise<string> {
  const kind = /:(\w+)/.exec(path)?.[1];
  if (!kind) return path;
  const list = {
    case: 'cases?open=true',
    customer: 'customers',
    journey: 'journeys',
    round: 'rounds',
    closed: 'rounds',
    department: 'departments',
    changeSet: 'change-sets',
    endpoint: 'endpoints',
    survey: 'surveys',
    library: 'library',
  }[kind];
  const answer = await page.request.get(`${url}/api/v1/${list}`);
  const { items } = (await answer.json()) as { items: { id: string; key?: string; state?: string }[] };
  const first = items.find((one) => kind !== 'closed' || one.state === 'closed');
  if (!first) throw new Error(`The example company has no ${kind}.`);
  return path.replace(`:${kind}`, first.key ?? first.id);
}
