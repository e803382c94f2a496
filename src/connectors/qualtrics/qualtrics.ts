import type { ExportFormat, Look } from '../../collect/formats/format.ts';
import { surveyMapping } from '../../collect/formats/survey.ts';

/** Import ids of the columns that Qualtrics adds itself, whatever the export calls them. */
const OWN = new Set([
  'startDate',
  'endDate',
  'status',
  'ipAddress',
  'progress',
  'duration',
  'finished',
  'recordedDate',
  '_recordId',
  'recipientLastName',
  'recipientFirstName',
  'recipientEmail',
  'externalDataReference',
  'locationLatitude',
  'locationLongitude',
  'distributionChannel',
  'userLanguage',
]);

interface Head {
  line: number;
  titleRows: number;
  names: string[];
  texts: string[];
  ids: string[];
  zone: string | undefined;
}

/** Three rows above the answers: names, texts, and a JSON with an ImportId in every cell. The last one tells the format. */
function headOf({ top }: Look): Head | undefined {
  for (const index of [1, 2]) {
    const cells = top[index]?.values.map((cell) => cell?.trim() ?? '') ?? [];
    if (cells.length === 0 || !cells.every((cell) => /^\{\s*"ImportId"\s*:/.test(cell))) continue;
    const parsed = cells.map(importId);
    return {
      line: top[0]?.line ?? 1,
      titleRows: index,
      names: top[0]?.values.map((cell) => cell?.trim() ?? '') ?? [],
      texts: index === 2 ? (top[1]?.values.map((cell) => cell?.trim() ?? '') ?? []) : [],
      ids: parsed.map(({ id }) => id),
      zone: parsed.find(({ zone }) => zone)?.zone,
    };
  }
  return undefined;
}

function importId(cell: string): { id: string; zone?: string | undefined } {
  try {
    const { ImportId, timeZone } = JSON.parse(cell) as { ImportId?: unknown; timeZone?: unknown };
    const zone =
      typeof timeZone === 'string' && timeZone !== 'Z' ? timeZone : timeZone === 'Z' ? 'UTC' : undefined;
    return { id: String(ImportId ?? ''), zone };
  } catch {
    return { id: '' };
  }
}

export const qualtrics: ExportFormat = {
  kind: 'qualtrics',
  name: 'Qualtrics',
  recognise(look) {
    const head = headOf(look);
    if (!head) return undefined;
    const titles = new Map(head.names.map((name, i) => [name, head.texts[i] ?? '']));
    return {
      what: 'responses',
      read: { headerLine: head.line, titleRows: head.titleRows },
      titles,
      map(table) {
        const column = (id: string) => head.names[head.ids.indexOf(id)];
        const groups = new Set(
          head.ids.flatMap((id) => (id.endsWith('_NPS_GROUP') ? [id.slice(0, -'_NPS_GROUP'.length)] : [])),
        );
        const asked = table.columns.flatMap((guess) => {
          const id = head.ids[head.names.indexOf(guess.name)] ?? '';
          // The group follows from the score; timings and click counts are no answers.
          if (OWN.has(id) || id.endsWith('_NPS_GROUP') || !/^QID\d+/.test(id)) return [];
          if (/_(FIRST_CLICK|LAST_CLICK|PAGE_SUBMIT|CLICK_COUNT)$/.test(id)) return [];
          const title = titles.get(guess.name) ?? '';
          return [{ column: guess, title, ...(groups.has(id) ? { kind: 'nps' as const } : {}) }];
        });
        const status = column('status');
        const details = table.columns.flatMap(({ name }) => {
          const id = head.ids[head.names.indexOf(name)] ?? '';
          const embedded = !OWN.has(id) && !id.startsWith('QID');
          return embedded || id === 'distributionChannel' || id === 'userLanguage' ? [name] : [];
        });
        const [first, last] = [column('recipientFirstName'), column('recipientLastName')];
        return surveyMapping(
          {
            id: column('_recordId') ?? 'ResponseId',
            at: ['recordedDate', 'endDate', 'startDate'].flatMap((id) => column(id) ?? []),
            person: ['externalDataReference', 'recipientEmail'].flatMap((id) => column(id) ?? []),
            name: first && last ? `{${first}} {${last}}` : undefined,
            email: column('recipientEmail'),
            questions: asked,
            details,
            zone: head.zone,
            ...(status
              ? {
                  refuse: [
                    {
                      column: status,
                      is: ['1', 'Survey Preview', '2', 'Survey Test'],
                      reason: 'A trial run of the survey, not an answer of a customer.',
                    },
                    { column: status, is: ['8', 'Spam'], reason: 'Qualtrics marked this answer as spam.' },
                  ],
                }
              : {}),
          },
          table,
        );
      },
    };
  },
};
