import type { ExportFormat } from '../../collect/formats/format.ts';
import { surveyMapping } from '../../collect/formats/survey.ts';

const OWN = [
  'No.',
  'Response ID',
  'Timestamp',
  'Finished',
  'Survey ID',
  'Formbricks ID (internal)',
  'User ID',
  'Notes',
  'Tags',
];

/** One header row; the questions are numbered (`1. How likely …`), what stands before and after them is not. */
export const formbricks: ExportFormat = {
  kind: 'formbricks',
  name: 'Formbricks',
  recognise({ columns }) {
    if (!['Response ID', 'Timestamp', 'Finished', 'Survey ID'].every((name) => columns.includes(name)))
      return undefined;
    return {
      what: 'responses',
      map(table) {
        const numbered = ({ name }: { name: string }) => /^\d+\.\s/.test(name);
        const email = table.columns.find(({ name, type }) => type === 'email' && !numbered({ name }))?.name;
        return surveyMapping(
          {
            id: 'Response ID',
            at: ['Timestamp'],
            person: ['User ID', ...(email ? [email] : []), 'Formbricks ID (internal)'],
            email,
            questions: table.columns
              .filter(numbered)
              .map((column) => ({ column, title: column.name.replace(/^\d+\.\s*/, '') })),
            details: table.columns
              .filter((column) => !numbered(column) && !OWN.includes(column.name) && column.name !== email)
              .map(({ name }) => name),
          },
          table,
        );
      },
    };
  },
};
