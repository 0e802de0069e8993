import type { Importer } from './importer.js';
import { whatsapp } from './whatsapp/index.js';

/** Every importer, the more specific before the less. */
export const importers: readonly Importer[] = [whatsapp];
