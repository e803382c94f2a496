declare module 'pg/lib/utils.js' {
  const utils: {
    /** A value as the text (or bytes) of a parameter. */
    prepareValue(value: unknown): string | Buffer | null;
  };
  export default utils;
}
