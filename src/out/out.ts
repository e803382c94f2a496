/** Out: what happened here, told to other systems. */
export { type HeardAnswer, tellAnswers } from './answers.ts';
export { makeEndpoint } from './endpoints.ts';
