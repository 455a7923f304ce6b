// What cannot be read stays a text, and the check of the shape shows it as it was received.

export const asText = (text: string): string => text;

export const asNumber = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

export const asList = (text: string): readonly string[] => text.split(",").map((item) => item.trim());

const booleans = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

export const asBoolean = (text: string): unknown => booleans.get(text.toLowerCase()) ?? text;
