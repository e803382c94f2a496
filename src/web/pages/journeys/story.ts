export interface Step {
  id: string;
  at: string;
  kind: 'interaction' | 'response';
  title: string;
  metric: string | null;
  text: string | null;
  value: number | null;
  failed: boolean | null;
  touchpoint: {
    key: string;
    name: string;
    phase: string;
    phaseName: string;
    journey: string;
    journeyName: string;
  };
  elsewhere: boolean;
}

export interface Story {
  from: string;
  to: string;
  customer: { id: string; name: string | null };
  typical: { customers: number; of: number; path: number } | null;
  steps: Step[];
}
