import { command } from './command.js';
import { importer } from './importer.js';
import { insight } from './insight.js';
import { model } from './model.js';
import { stage } from './stage.js';
import { table } from './table.js';

/** What can be scaffolded, by name: each gives the files to write and the lines to add. */
export const kinds = { model, table, stage, insight, importer, command };
