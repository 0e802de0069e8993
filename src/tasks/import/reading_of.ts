import type { Capabilities } from '../../importers/capabilities.js';

/** A file that is being read. */
export interface ReadingOf {
  readonly file: string;
  /** name of the importer */
  readonly format: string;
  readonly platform: string;
  /** what the file can tell; less than its format if the file says so */
  capabilities: Capabilities;
  /** when the export was made, if it says so */
  readonly exported_us: number | null;
}
