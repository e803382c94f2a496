/** Placement of answers: each touchpoint's survey is named in the answer's attributes. Added to every journey's rules. */
export function surveyRules(touchpoints: readonly string[]) {
  return touchpoints.map((touchpoint) => ({ touchpoint, applies: 'response' as const, when: { 'attributes.survey': touchpoint } }));
}
