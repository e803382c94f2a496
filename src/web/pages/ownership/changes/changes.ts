import { useApi } from '../../../api/useApi.ts';
import type { Person } from '../../journeys/journey.ts';
import type { ObjectKind, Plane, RaciRole, SeatView } from '../ownership.ts';

export interface Who {
  person?: string;
  team?: string;
  department?: string;
}

export type Edit =
  | { do: 'assign'; object: { kind: ObjectKind; key: string }; role: RaciRole; plane?: Plane; who: Who }
  | { do: 'end'; object: { kind: ObjectKind; key: string }; role: RaciRole; plane?: Plane; who?: Who | null }
  | { do: 'move'; from: Who; to: Who; roles?: RaciRole[] | null }
  | { do: 'leave'; person: string }
  | { do: 'rename'; department: string; name: string }
  | { do: 'close'; department: string; to?: string | null }
  | { do: 'undo'; changeSet: string };

export interface ChangeSetHead {
  id: string;
  name: string;
  on: string;
  state: 'draft' | 'applied' | 'discarded';
  madeAt: string;
  madeBy: string | null;
  edits: number;
  reason: string | null;
  endedAt: string | null;
  endedBy: string | null;
  undoes: string | null;
  undoneBy: string | null;
  source: {
    file: string;
    rows: { line: number; label: string; cells: string[] }[];
    columns: string[];
    unread: { line: number; header: string; text: string }[];
  } | null;
}

export type ChangeSet = ChangeSetHead & { list: { id: string; edit: Edit }[] };

export interface Preview {
  effects: {
    kind: ObjectKind;
    key: string;
    name: string;
    plane: Plane;
    before: SeatView;
    after: SeatView;
    came: string[];
    went: string[];
  }[];
  emptied: number;
  filled: number;
  people: { person: Person & { id: string }; gets: number; gives: number }[];
  returns: { person: string; to: string; until: string }[];
  problems: { position: number; code: string; message: string }[];
}

export function useChangeSets() {
  return useApi<{ items: ChangeSetHead[] }>(['change-sets'], '/change-sets');
}

export function useChangeSet(id: string) {
  return useApi<ChangeSet>(['change-sets', id], `/change-sets/${id}`, { keep: false });
}

export function usePreview(id: string) {
  return useApi<Preview>(['change-sets', id, 'preview'], `/change-sets/${id}/preview`);
}
