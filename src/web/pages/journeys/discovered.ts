export interface Found {
  from: string;
  to: string;
  customers: number;
  n: number;
  sampled: boolean;
  conformance: { touchpoints: number | null; phases: number | null };
  touchpoints: {
    key: string;
    name: string;
    phase: string;
    customers: number;
    share: number | null;
    starts: number;
    ends: number;
    returned: number;
    passedBy: number;
    skipped: number;
    skippedShare: number | null;
  }[];
  edges: {
    from: string;
    to: string;
    customers: number;
    share: number | null;
    kind: 'next' | 'skip' | 'back';
  }[];
  variants: { path: string[]; customers: number; share: number | null; agrees: boolean }[];
  variantsInAll: number;
  outside: { after: string; via: string; viaName: string; viaJourney: string; customers: number }[];
}
