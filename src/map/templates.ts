import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Actor, require } from '../platform/access.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import type { JourneyDocument } from './document.ts';
import { keyFrom } from './key.ts';
import { readYaml } from './yaml.ts';

const folder = join(import.meta.dirname, 'templates');
const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

export interface Template {
  key: string;
  language: Language;
  name: string;
  description: string;
  persona: string | null;
  phases: string[];
  touchpoints: number;
}

let read: Promise<Map<string, JourneyDocument>> | undefined;

/** Files of the program: they do not change while it runs. */
function documents(): Promise<Map<string, JourneyDocument>> {
  read ??= (async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
    const found = files.map(async (file) => {
      const [document] = readYaml(await readFile(join(folder, file), 'utf8'));
      return [file.replace(/\.yaml$/, ''), document as JourneyDocument] as const;
    });
    return new Map(await Promise.all(found));
  })();
  return read;
}

export async function listTemplates(
  platform: Platform,
  actor: Actor,
  asked: Language | undefined,
): Promise<Template[]> {
  require(actor, 'journey:read');
  const language = asked ?? (await readOrganisation(platform.db)).language;
  return [...(await documents())]
    .filter(([file]) => file.endsWith(`.${language}`))
    .map(([file, document]) => ({
      key: file.slice(0, -language.length - 1),
      language,
      name: document.name,
      description: document.description,
      persona: document.persona,
      phases: document.phases.map((phase) => phase.name),
      touchpoints: document.phases.reduce((sum, phase) => sum + phase.touchpoints.length, 0),
    }));
}

/**
 * A template as a map of one's own: touchpoint keys are unique over all journeys, so those already `taken` get others.
 * @throws `not_found` where there is no such template.
 */
export async function fromTemplate(
  { template, language }: { template: string; language: Language },
  taken: Iterable<string>,
): Promise<JourneyDocument> {
  const found = (await documents()).get(`${template}.${language}`);
  if (!found) throw notFound('template', template);
  const used = new Set(taken);
  return {
    ...found,
    phases: found.phases.map((phase) => ({
      ...phase,
      touchpoints: phase.touchpoints.map((touchpoint) => {
        const key = keyFrom(touchpoint.key, used, 'touchpoint');
        used.add(key);
        return { ...touchpoint, key };
      }),
    })),
  };
}
