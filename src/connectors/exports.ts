import type { ExportFormat } from '../collect/formats/format.ts';
import { delighted } from './delighted/delighted.ts';
import { formbricks } from './formbricks/formbricks.ts';
import { hubspot } from './hubspot/hubspot.ts';
import { limesurvey } from './limesurvey/limesurvey.ts';
import { ocel } from './ocel/ocel.ts';
import { qualtrics } from './qualtrics/qualtrics.ts';
import { salesforce } from './salesforce/salesforce.ts';
import { surveymonkey } from './surveymonkey/surveymonkey.ts';
import { zendesk } from './zendesk/zendesk.ts';

/** Exports that are read as they are. The first that recognises a file has it; their shapes do not overlap. */
export const exportFormats: readonly ExportFormat[] = [
  qualtrics,
  surveymonkey,
  limesurvey,
  formbricks,
  delighted,
  zendesk,
  hubspot,
  salesforce,
  ocel,
];
