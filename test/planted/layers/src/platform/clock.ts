import { openCase } from '../close/close.ts';
import { later } from './later.ts';

export const now = () => [openCase, later];
