/** The file could be read up to here and no further; `message` says why, in words for the report. */
export class Broken extends Error {}
