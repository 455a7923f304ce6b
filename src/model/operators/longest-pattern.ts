/**
 * How many characters a pattern, or a text to look for, may have. Postgres compares it with every place of a text, and looks
 * neither at its clock nor for a cancel before it is through with that text: one of a megabyte takes about a second with a
 * pattern of this length. Reading patterns of paths and searches takes longer than in proportion to their length, too.
 */
export const longestPattern = 1000;
