import type { ExportFormat } from '../../collect/formats/format.ts';
import { surveyMapping } from '../../collect/formats/survey.ts';

const OWN = [
  'Respondent ID',
  'Collector ID',
  'Start Date',
  'End Date',
  'IP Address',
  'Email Address',
  'First Name',
  'Last Name',
];

/** Two rows above the answers: the question over the first of its columns, and below it what tells its columns apart. */
export const surveymonkey: ExportFormat = {
  kind: 'surveymonkey',
  name: 'SurveyMonkey',
  recognise({ top }) {
    const [head, below] = top;
    const names = head?.values.map((cell) => cell?.trim() ?? '') ?? [];
    if (!head || !OWN.slice(0, 3).every((name) => names.includes(name))) return undefined;
    // An API export has one row; then what follows the header has an id like any answer.
    const id = names.indexOf('Respondent ID');
    const two = (below?.values[id] ?? '').trim() === '';
    return {
      what: 'responses',
      read: { headerLine: head.line, titleRows: two ? 1 : 0, joinTitles: two },
      map(table) {
        const questions = table.columns
          .filter(({ name }) => !OWN.includes(name) && !/^Custom Data \d+$/.test(name))
          .map((column) => ({ column, title: column.name }));
        return surveyMapping(
          {
            id: 'Respondent ID',
            at: ['End Date', 'Start Date'],
            person: ['Email Address'],
            name: '{First Name} {Last Name}',
            email: 'Email Address',
            questions,
            details: table.columns.flatMap(({ name }) => (/^Custom Data \d+$/.test(name) ? [name] : [])),
          },
          table,
        );
      },
    };
  },
};
