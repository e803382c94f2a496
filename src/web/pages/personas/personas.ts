import type { Persona as Stored } from '../../../map/persona.ts';
import type { Wire } from '../../api/wire.ts';

export type PersonaShape = Wire<Stored>;

/** A persona has a face as a colleague has one. */
export function faceOf({ name, initials, colour }: PersonaShape) {
  return { name, initials, colour };
}
