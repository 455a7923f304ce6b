/** Adds custom fields. Any function: what it is given is known where the schema is built. */
export type ExtendFunction = (builder: never) => void;
