/** Binds what is sealed to its endpoint. */
export const purposeOf = (endpointId: string): string => `endpoint:${endpointId}`;
