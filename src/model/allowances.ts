import type { Table } from "./model.ts";

/** The most rows of a table that a list may have: what the role may, and never more than the gateway lets anybody. */
export const mostRows = ({ rules }: Table, maxLimit: number): number => Math.min(maxLimit, rules?.limit ?? maxLimit);

/** Whether rows may be counted, and others ordered by what many of them come to. */
export const hasAggregates = ({ rules }: Table): boolean => rules?.aggregates ?? true;
