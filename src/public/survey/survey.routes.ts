import { type Context, Hono } from 'hono';
import type { AnswerFault } from '../../listen/answers/answer.ts';
import { endFor, type Known, screens } from '../../listen/answers/flow.ts';
import { nextTurn } from '../../listen/answers/merge.ts';
import type { Given, Invitee, SurveyPages } from '../../listen/listen.ts';
import { questionsOf, type SurveyDocument } from '../../listen/survey/document.ts';
import { Refusal } from '../../platform/errors.ts';
import { limitBody } from '../../platform/http/body.ts';
import type { Env } from '../../platform/http/env.ts';
import { framedPolicy } from '../../platform/http/secure.ts';
import { newToken } from '../../platform/token.ts';
import { answersOf, type Form, formOf, textOf } from './form.ts';
import { surveyWords } from './survey.words.ts';
import { askPage, type Frame, saidPage, says, thanksPage } from './surveyPage.ts';

/** 32 bytes in base64url. Anything else is not looked up. */
const tokenShape = /^[A-Za-z0-9_-]{43}$/;
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const channels = new Set(['link', 'qr', 'embed', 'kiosk']);
/** A form with the largest files a survey may ask for. */
const MOST = 64 * 1024 * 1024;

/** Where somebody stands: which survey, by which link, and what they have said so far. */
interface Standing {
  survey: Awaited<ReturnType<SurveyPages['survey']>>;
  version: Awaited<ReturnType<SurveyPages['version']>>;
  secret: string;
  /** Of the form of a public link. */
  token?: string | undefined;
  invitee?: Invitee | undefined;
  begun?: Awaited<ReturnType<SurveyPages['begun']>>;
  language: string;
  channel: string;
  facts: Record<string, string>;
  kiosk: boolean;
  /** This answer's own address. */
  here: string;
}

/** Surveys as those who answer see them. Work without a script; GET and HEAD only ever show. Mounted at /s. */
export function surveyRoutes(pages: SurveyPages): Hono<Env> {
  const app = new Hono<Env>();

  app.use('*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    c.header('content-security-policy', framedPolicy);
  });

  app.get('/:key', async (c) => {
    const standing = await atPublic(c, newToken(''));
    return standing instanceof Response ? standing : ask(c, standing);
  });
  app.get('/:key/r/:token', async (c) => {
    const standing = await atPublic(c, c.req.param('token'));
    return standing instanceof Response ? standing : ask(c, standing);
  });
  app.get('/i/:token', async (c) => {
    const standing = await atInvitation(c, c.req.param('token'));
    if (standing instanceof Response) return standing;
    if (c.req.method === 'GET') await pages.invitations.opened((standing.invitee as Invitee).invitationId);
    return ask(c, standing);
  });

  const limit = limitBody(MOST);
  app.post('/:key', limit, (c) => taken(c, (form) => atPublic(c, textOf(form, 't') ?? '', form)));
  app.post('/:key/r/:token', limit, (c) => taken(c, (form) => atPublic(c, c.req.param('token'), form)));
  app.post('/i/:token', limit, (c) => taken(c, (form) => atInvitation(c, c.req.param('token'), form)));
  return app;

  async function atPublic(c: Context<Env>, token: string, form: Form = {}): Promise<Standing | Response> {
    const key = c.req.param('key') as string;
    const survey = await pages.survey(key).catch(foundNot);
    if (!survey || !tokenShape.test(token)) return nothing(c, 404);
    // The first form makes the answer: whether it is there already is found where it is written.
    const begun = c.req.path.includes('/r/') ? await pages.begun(survey, token) : undefined;
    if (!begun && c.req.path.includes('/r/')) return nothing(c, 404);
    const shown = textOf(form, 'v');
    const version =
      begun?.version ??
      (survey.versionId && !survey.archivedAt
        ? await pages.version(shown && uuidShape.test(shown) ? shown : survey.versionId).catch(foundNot)
        : undefined);
    if (!version || version.surveyId !== survey.surveyId) return closed(c);
    const asked = c.req.query('channel') ?? textOf(form, 'ch') ?? '';
    const kiosk = c.req.query('kiosk') === '1' || textOf(form, 'k') === '1';
    return {
      survey,
      version,
      secret: token,
      token,
      begun,
      channel: begun?.answer.channel ?? (kiosk ? 'kiosk' : channels.has(asked) ? asked : 'link'),
      language: languageOf(c, version.document, form, begun?.answer.language),
      facts: begun?.answer.piped ?? factsOf(c, form, version.document),
      kiosk,
      here: `/s/${survey.key}/r/${token}`,
    };
  }

  async function atInvitation(c: Context<Env>, token: string, form: Form = {}): Promise<Standing | Response> {
    const invitee = tokenShape.test(token) ? await pages.invitations.byToken(token) : undefined;
    if (!invitee) return nothing(c, 404);
    const survey = await pages.survey(invitee.surveyId);
    const secret = `invitation:${invitee.invitationId}`;
    const begun = await pages.begun(survey, secret);
    const version =
      begun?.version ??
      (survey.versionId && !survey.archivedAt ? await pages.version(survey.versionId) : undefined);
    if (!version || (invitee.state !== 'open' && !begun?.answer.completedAt))
      return closed(c, invitee.language);
    return {
      survey,
      version,
      secret,
      invitee,
      begun,
      channel: invitee.channel,
      language: languageOf(c, version.document, form, begun?.answer.language ?? invitee.language),
      facts: begun?.answer.piped ?? invitee.facts,
      kiosk: false,
      here: `/s/i/${token}`,
    };
  }

  /** The screen that comes next, or the one asked for by `?at=`; what is complete is thanked for. */
  async function ask(
    c: Context<Env>,
    standing: Standing,
    wrong?: { faults: AnswerFault[]; values: Given; keys: string[] },
  ): Promise<Response> {
    const { version, begun } = standing;
    const { document } = version;
    const frame = await frameOf(c, standing);
    if (begun?.answer.completedAt && !wrong) return c.html(thanks(frame, standing));
    const answers = { ...(begun?.answer.answers ?? {}) };
    const known: Known = { answers, facts: standing.facts, reachable: !!standing.invitee };
    const all = screens(document, known, standing.secret);
    const turns = begun?.answer.turns ?? {};
    const asked = Number(c.req.query('at') ?? Number.NaN);
    const next = all.findIndex(({ questions }) => questions.some(({ key }) => !(key in turns)));
    const lacking = next < 0 ? all.length - 1 : next;
    const at = wrong
      ? Math.max(
          0,
          all.findIndex(({ questions }) => questions.some(({ key }) => wrong.keys.includes(key))),
        )
      : Number.isInteger(asked) && asked >= 0 && asked < all.length
        ? Math.min(asked, lacking)
        : lacking;
    const screen = all[at];
    if (!screen) return c.html(thanks(frame, standing));
    const values: Given = { ...answers, ...chosenInMail(c, document), ...(wrong?.values ?? {}) };
    const page = askPage(frame, {
      screen,
      at,
      of: all.length,
      last: at === all.length - 1,
      values,
      faults: wrong?.faults ?? [],
      hidden: {
        ...(standing.token ? { t: standing.token } : {}),
        v: version.versionId,
        n: String(nextTurn(turns)),
        l: standing.language,
        q: screen.questions.map(({ key }) => key).join(','),
        s: textOfQuery(c, 's') ?? String(Date.now()),
        ...(standing.token && !begun ? { ch: standing.channel, ...named(standing.facts) } : {}),
        ...(standing.kiosk ? { k: '1' } : {}),
      },
      action: begun || standing.invitee ? standing.here : `/s/${standing.survey.key}`,
      back: at > 0 && begun ? `${standing.here}?at=${at - 1}${standing.kiosk ? '&kiosk=1' : ''}` : undefined,
      begun: !!begun,
    });
    return c.html(page, wrong ? 422 : 200);
  }

  async function taken(
    c: Context<Env>,
    find: (form: Form) => Promise<Standing | Response>,
  ): Promise<Response> {
    const form = await formOf(c);
    const standing = await find(form);
    if (standing instanceof Response) return standing;
    const { survey, version, secret, invitee } = standing;
    const keys = (textOf(form, 'q') ?? '').split(',');
    const questions = questionsOf(version.document).filter(({ key }) => keys.includes(key));
    const read = await answersOf(form, questions, (question, file) =>
      pages.keepFile(survey, secret, question, file),
    );
    const began = Number(textOf(form, 's'));
    const result = await pages.take({
      survey: survey.surveyId,
      versionId: version.versionId,
      secret,
      invited: invitee,
      channel: standing.channel,
      language: standing.language,
      piped: standing.facts,
      answers: read.answers,
      asked: questions.map(({ key }) => key),
      turn: turnOf(form),
      seconds: Number.isFinite(began) ? (Date.now() - began) / 1000 : null,
      setAside: textOf(form, 'website') ? 'honeypot' : undefined,
      address: c.get('address'),
      device: `${c.req.header('user-agent') ?? ''} ${c.req.header('accept-language') ?? ''}`,
    });
    if (invitee) await pages.invitations.answered(invitee.invitationId, result.state);
    const faults = [...result.faults, ...read.faults].filter(({ question }) => keys.includes(question));
    if (faults.length > 0 && result.state === 'partial') {
      const begun = await pages.begun(survey, secret);
      return ask(c, { ...standing, begun }, { faults, values: shownAgain(read.answers), keys });
    }
    // See other: reloading the next page does not send the form again.
    return c.redirect(`${standing.here}${standing.kiosk ? '?kiosk=1' : ''}`, 303);
  }

  function thanks(frame: Frame, { begun, version, survey, kiosk, facts }: Standing) {
    const words = surveyWords(frame.language);
    const full = version.document.quotas.find(({ key }) => key === begun?.answer.fullQuota);
    if (begun?.answer.fullQuota)
      return saidPage(frame, words.full, says(frame, full?.full) || words.fullText);
    const end = endFor(version.document, { answers: begun?.answer.answers ?? {}, facts });
    return thanksPage(frame, end, kiosk ? `/s/${survey.key}?kiosk=1` : undefined);
  }

  async function frameOf(c: Context<Env>, standing: Standing): Promise<Frame> {
    const { name } = await pages.organisation();
    const path = standing.begun || standing.invitee ? standing.here : c.req.path;
    return {
      document: standing.version.document,
      language: standing.language,
      organisation: name,
      facts: standing.facts,
      kiosk: standing.kiosk,
      embedded: standing.channel === 'embed',
      inLanguage: (language) => {
        const query = new URLSearchParams({ ...c.req.query(), lang: language });
        return `${path}?${query}`;
      },
    };
  }

  async function bare(language?: string): Promise<Frame> {
    const { name, language: own } = await pages.organisation();
    return { document: noDocument, language: language ?? own, organisation: name, facts: {} };
  }
  async function nothing(c: Context<Env>, status: 404) {
    const frame = await bare();
    const words = surveyWords(frame.language);
    return c.html(saidPage(frame, words.unknown, words.unknownText), status);
  }
  async function closed(c: Context<Env>, language?: string) {
    const frame = await bare(language);
    const words = surveyWords(frame.language);
    return c.html(saidPage(frame, words.closed, words.closedText), 410);
  }
}

const noDocument = {
  languages: ['en'],
  theme: { accent: '#2f4bd8', background: '#faf9f6', card: '#ffffff', text: '#1d2330' },
  facts: [],
} as unknown as SurveyDocument;

function foundNot(error: unknown): undefined {
  if (error instanceof Refusal && error.status === 404) return undefined;
  throw error;
}

/** The one asked for, the one begun in, the first the browser prefers, or the survey's own. */
function languageOf(c: Context, { languages }: SurveyDocument, form: Form, begun?: string): string {
  const wanted = [
    c.req.query('lang'),
    textOf(form, 'l'),
    begun,
    ...(c.req.header('accept-language') ?? '').split(',').map((one) => one.split(';')[0]?.trim()),
  ];
  for (const language of wanted) {
    if (!language) continue;
    const found =
      languages.find((one) => one === language) ??
      languages.find((one) => one.split('-')[0] === language.split('-')[0]);
    if (found) return found;
  }
  return languages[0] as string;
}

/** Known facts that came with a public link: `?f.name=Kim`. */
function factsOf(c: Context, form: Form, document: SurveyDocument): Record<string, string> {
  return Object.fromEntries(
    document.facts.flatMap(({ name }): [string, string][] => {
      const value = textOf(form, `f.${name}`) ?? textOfQuery(c, `f.${name}`);
      return value ? [[name, value.slice(0, 200)]] : [];
    }),
  );
}

function named(facts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [`f.${name}`, value]));
}

function textOfQuery(c: Context, name: string): string | undefined {
  return c.req.query(name);
}

function turnOf(form: Form): number {
  const turn = Number(textOf(form, 'n'));
  return Number.isInteger(turn) && turn > 0 && turn < 100_000 ? turn : 1;
}

/** A score chosen in a mail, `?a.recommend=9`: ticked beforehand, never sent by itself. */
function chosenInMail(c: Context, document: SurveyDocument): Given {
  const given: Given = {};
  for (const question of questionsOf(document)) {
    const value = textOfQuery(c, `a.${question.key}`);
    if (value === undefined) continue;
    const number = Number(value);
    given[question.key] = value !== '' && Number.isFinite(number) ? number : value;
  }
  return given;
}

/** What came with a form that was not good, as the form shows it again. */
function shownAgain(answers: Record<string, unknown>): Given {
  return Object.fromEntries(
    Object.entries(answers)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => {
        const number = typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : undefined;
        return [key, (number ?? value) as Given[string]];
      }),
  );
}
