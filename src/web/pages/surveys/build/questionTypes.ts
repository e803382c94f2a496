import {
  IconAlignLeft,
  IconCalendar,
  IconChecks,
  IconCircleDot,
  IconGauge,
  IconListNumbers,
  IconMoodSmile,
  IconNumber123,
  IconPaperclip,
  IconPhoneCall,
  IconStar,
  IconTable,
  IconThumbUp,
  IconWritingSign,
} from '@tabler/icons-react';
import type { QuestionType } from '../../../../listen/survey/question.ts';

export const typeIcons: Record<QuestionType, typeof IconStar> = {
  nps: IconThumbUp,
  csat: IconMoodSmile,
  ces: IconGauge,
  rating: IconStar,
  choice: IconCircleDot,
  multiple: IconChecks,
  matrix: IconTable,
  ranking: IconListNumbers,
  text: IconAlignLeft,
  number: IconNumber123,
  date: IconCalendar,
  consent: IconWritingSign,
  contact: IconPhoneCall,
  file: IconPaperclip,
};
