export const assign = () => undefined;
