export { assign } from '../../own/own.ts';
