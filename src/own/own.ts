import { type Actor, require } from '../platform/access.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { listPeople, type PersonRow, personRow } from './person.sql.ts';

export { type Acting, actingFor, type StandIn, standInsFor } from './acting.ts';
export { type AssignmentInput, assign } from './assign.ts';
export { applyChanges, changeTogether, undoChanges } from './changeSetApply.ts';
export { changeChanges, discardChanges, draftChanges } from './changeSetDraft.ts';
export { type Preview, previewChanges } from './changeSetPreview.ts';
export { type ChangeSet, changeSet, changeSets } from './changeSets.ts';
export { countEmptySeats, type OwnershipChart, ownershipChart } from './chart.ts';
export {
  appointClarifier,
  appointed,
  decideGreyArea,
  decideIn,
  type Seen as SeenGreyArea,
  seeGreyArea,
} from './clarify.ts';
export { accountableThen, type Correction, ledgerLog } from './corrections.ts';
export { type CoverEntry, coverOf, iActFor } from './cover.ts';
export { type CoverMoment, coverMoments, noteCoverMoment } from './coverMoments.ts';
export { dayOf } from './day.ts';
export { delegate, endDelegation } from './delegate.ts';
export type { DelegationInput } from './delegation.ts';
export {
  addDepartment,
  addTeam,
  changeDepartment,
  type Department,
  listDepartments,
  listTeams,
  type Team,
} from './departments.ts';
export type { Ecosystem, PartsInput } from './ecosystem.ts';
export { ecosystem, enterParts } from './ecosystems.ts';
export { acknowledge, endAssignment } from './ending.ts';
export { eraseWordsOfDisputes } from './erasing.sql.ts';
export { Escalation, EscalationAnswer, ImprovementInput } from './escalation.ts';
export {
  appoint,
  askImprovement,
  decideHere,
  hereOrRefuse,
  listEscalations,
  sendBack,
  toAnswer,
} from './escalations.ts';
export { type Evidence, noteEvidence } from './evidence.ts';
export { type EvidenceSource, readEvidenceFrom } from './evidenceSources.ts';
export { findings } from './findings.ts';
export { DecisionInput } from './greyArea.ts';
export { greyAreaBehind, greyAreas } from './greyAreas.ts';
export { allAssignments, assignmentsOfObject, assignmentsOfPerson, type Held } from './history.ts';
export { type JourneySeats, journeySeats } from './journeySeats.ts';
export { tendLadder } from './ladder.jobs.ts';
export { hrefOf, raise, settle } from './ladder.ts';
export type { PersonCard, Seat } from './ledger.ts';
export { writeTo } from './letters.ts';
export { countBySeverity, type Finding, type FindingCounts } from './lint.ts';
export { mandates } from './mandateRead.ts';
export { answerNeed, escalateNeed, stateNeed } from './mandates.ts';
export {
  type Accountable,
  accountableFor,
  type Owner,
  ownerFor,
  ownersAt,
  ownersFor,
  type Rung,
} from './owners.ts';
export { addPerson, changePerson, setRole } from './people.ts';
export { personCards } from './person.sql.ts';
export { raciFile } from './raciFile.ts';
export { previewRaci, RaciInput, type RaciPreview, takeInRaci } from './raciSheets.ts';
export { removePerson } from './removal.ts';
export { keepRounds } from './round.jobs.ts';
export {
  answerSheet,
  myRounds,
  roundsWaiting,
  saveAnswer,
  savePulse,
  submitAnswers,
} from './roundAnswer.ts';
export { decideOutcome } from './roundOutcome.ts';
export { type PerceivedDisagreement, perceivedDisagreement, roundResult } from './roundResult.ts';
export { closeRound, listRounds, openRound, remindRound, roundById } from './rounds.ts';
export type { Conditions } from './ruling.sql.ts';
export { listRulings, makeRuling, renewRuling, retireRuling } from './rulings.ts';
export type { SeatView } from './seatView.ts';
export { listSkills, type Skilled, SkillsInput, setSkills } from './skills.ts';
export { readTerms, saveTerms } from './terms.ts';
export { type Worker, type Workforce, workforce } from './workforce.ts';

/** People who are here today, or with `gone` also those who left. */
export async function findPeople(
  platform: Platform,
  actor: Actor,
  filter: { q?: string | undefined; department?: string | undefined; gone?: boolean | undefined } = {},
): Promise<PersonRow[]> {
  require(actor, 'people:read');
  return listPeople(platform.db, { ...filter, today: await dayOf(platform.db, platform.clock.now()) });
}

/** @throws Refusal `not_found`. */
export async function personById(platform: Platform, actor: Actor, id: string): Promise<PersonRow> {
  require(actor, 'people:read');
  const row = await personRow(platform.db, id, await dayOf(platform.db, platform.clock.now()));
  if (!row) throw notFound('person', id);
  return row;
}

/** For the finder: people by name. */
export async function searchPeople(platform: Platform, actor: Actor, q: string, limit: number) {
  if (!actor.permissions.has('people:read')) return [];
  const people = await findPeople(platform, actor, { q });
  return people.slice(0, limit).map((person) => ({
    kind: 'person',
    id: person.id,
    title: person.name,
    ...(person.title || person.departmentName
      ? { subtitle: [person.title, person.departmentName].filter(Boolean).join(' · ') }
      : {}),
    href: `/ownership?person=${person.id}`,
  }));
}
