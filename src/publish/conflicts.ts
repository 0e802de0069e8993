import { count, text } from './columns.js';
import type { Publisher } from './table.js';

/** Conversion ids that came with different contents. */
export const conflicts = {
  name: 'conflicts',
  summary: 'One conversion id that came with different contents; the newest snapshot was kept.',
  columns: {
    conversion_id: text('The conversion.'),
    versions: count('versions', 'Different contents seen.'),
  },
  stage: 'conflicts',
  order: 'conversion_id',
} as const satisfies Publisher;
