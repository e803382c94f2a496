import type { ComponentType } from 'react';
import { Builder } from './build/Builder.tsx';
import type { Drafting } from './build/useDraft.ts';
import { Invite } from './invite/Invite.tsx';
import { Answers } from './results/Answers.tsx';
import { Results } from './results/Results.tsx';
import { SurveySettings } from './SurveySettings.tsx';
import { Share } from './share/Share.tsx';
import type { OneSurvey } from './surveys.ts';
import { Translations } from './translate/Translations.tsx';
import { Versions } from './Versions.tsx';

export interface TabProps {
  survey: OneSurvey;
  drafting: Drafting;
}

interface Tab {
  /** In the address: `?tab=results`. */
  key: string;
  en: string;
  de: string;
  may: string;
  /** Changes the draft: not for what is archived. */
  edits?: true;
  Part: ComponentType<TabProps>;
}

/** The parts of one survey, in the order of its life. */
export const surveyTabs: readonly Tab[] = [
  { key: 'build', en: 'Build', de: 'Bauen', may: 'survey:write', edits: true, Part: Builder },
  {
    key: 'translate',
    en: 'Translations',
    de: 'Übersetzungen',
    may: 'survey:write',
    edits: true,
    Part: Translations,
  },
  { key: 'share', en: 'Share', de: 'Teilen', may: 'survey:read', Part: Share },
  { key: 'invite', en: 'Ask', de: 'Einladen', may: 'survey:read', Part: Invite },
  { key: 'results', en: 'Results', de: 'Ergebnisse', may: 'survey:read', Part: Results },
  { key: 'answers', en: 'Answers', de: 'Antworten', may: 'customer:read', Part: Answers },
  { key: 'versions', en: 'Versions', de: 'Versionen', may: 'survey:read', Part: Versions },
  { key: 'settings', en: 'Settings', de: 'Einstellungen', may: 'survey:write', Part: SurveySettings },
];
