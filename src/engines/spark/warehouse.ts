import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Spark's stages are: the location under Spark's name, and the same folder on this machine, or null if it is elsewhere. */
export interface Warehouse {
  readonly url: string;
  readonly folder: string | null;
}

/** The location of one run's stages: next to the output, or in the configured warehouse in a folder of the output's own. */
export function warehouseOf(configured: string | null, stages: string): Warehouse {
  if (configured === null) return localWarehouse(stages);
  const own = createHash('sha256').update(stages).digest('hex').slice(0, 8);
  const name = `${basename(stages).replace(/^\./, '')}-${own}`;
  if (configured.startsWith('file:')) return localWarehouse(resolve(fileURLToPath(configured), name));
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(configured))
    return { url: `${configured.replace(/\/+$/, '')}/${name}`, folder: null };
  return localWarehouse(resolve(configured, name));
}

/** Hadoop takes the path in a URL literally: nothing in it is escaped. */
function localWarehouse(folder: string): Warehouse {
  return { url: `file://${folder}`, folder };
}
