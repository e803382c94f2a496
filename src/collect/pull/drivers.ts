import { Refusal } from '../../platform/errors.ts';
import type { AskDatabase } from './pull.ts';

/** Who speaks the protocols: handed over by the wiring, because to this room drivers are outside systems. */
export interface Drivers {
  postgres: AskDatabase;
  mysql: AskDatabase;
}

let drivers: Partial<Drivers> = {};

export function pullWith(given: Drivers): void {
  drivers = given;
}

export function driverOf(kind: keyof Drivers): AskDatabase {
  const driver = drivers[kind];
  if (!driver) throw new Refusal('no_driver', `This installation cannot speak to ${kind}.`, { kind });
  return driver;
}
