import { type LedgerRow, type NoneReason, type PersonCard, type Plane, seatOf } from './ledger.ts';

/** Who sits there, or why nobody does; what is compared and shown of a seat. */
export interface SeatView {
  person: PersonCard | null;
  reason: NoneReason | null;
  candidates: PersonCard[];
}

export function viewOf(rows: readonly LedgerRow[], day: string, plane: Plane): SeatView {
  const seat = seatOf(rows, day, plane);
  return seat.person
    ? { person: seat.person, reason: null, candidates: [] }
    : { person: null, reason: seat.reason, candidates: seat.candidates };
}

export function same(a: SeatView, b: SeatView): boolean {
  return a.person?.id === b.person?.id && a.reason === b.reason;
}
