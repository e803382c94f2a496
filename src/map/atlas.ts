import type { warningsOf } from './document.ts';

export interface AtlasPhase {
  key: string;
  name: string;
  prospect: boolean;
  touchpoints: number;
  momentsOfTruth: number;
}

/** A journey as the atlas shows it. */
export interface AtlasJourney {
  id: number;
  key: string;
  name: string;
  description: string;
  persona: string | null;
  personas: { key: string; name: string; initials: string | null }[];
  parent: string | null;
  version: number;
  changedAt: Date;
  warnings: ReturnType<typeof warningsOf>;
  phases: AtlasPhase[];
  touchpoints: number;
  pains: number;
  opportunities: number;
  openComments: number;
}
