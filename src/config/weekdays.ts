/** The days of a week, in the order of ISO 8601. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** The day a week starts on. */
export type WeekStart = (typeof weekdays)[number];
