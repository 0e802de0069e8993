import type { Capabilities } from '../../importers/capabilities.js';

/** A file that is being read. */
export interface ReadingOf {
  readonly file: string;
  /** name of the importer */
  readonly format: string;
  readonly platform: string;
  /** what the file can say; less than its format where the file tells so */
  capabilities: Capabilities;
  /** when the export was made, where it says so */
  readonly exported_us: number | null;
}
