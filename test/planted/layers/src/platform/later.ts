import { now } from './clock.ts';

export const later = () => now();
