import type { Change as StoredChange } from '../../../map/diff.ts';

export type Change = StoredChange;
