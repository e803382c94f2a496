import type { Invitation, PlanSettings, SurveyPlan } from '../../../../listen/invite/plan.ts';
import type { SurveyResponse } from '../../../../listen/invite/response.ts';
import type { Wire } from '../../../api/wire.ts';

export type APlan = Wire<SurveyPlan>;
export type Settings = Wire<PlanSettings>;
export type AnInvitation = Wire<Invitation>;
export type Response = Wire<SurveyResponse>;

/** As much of a survey as its invitations need. */
export interface Invited {
  key: string;
  published: number | null;
  touchpoint: { key: string; name: string } | null;
  languages: string[];
}
