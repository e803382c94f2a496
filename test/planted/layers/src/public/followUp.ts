export { openCase } from '../close/close.ts';
