/** The layers of the program: what each is, and what it may import. CONTRIBUTING.md prints this table, tests/architecture.test.ts enforces it. */

export interface Layer {
  readonly is: string;
  /** layers that it may import besides itself, including types */
  readonly imports: readonly string[];
  /** pure: no files, no processes, no clock, no machine */
  readonly pure: boolean;
}

const foundations = ['contract', 'text', 'statistics'] as const;
const readers = ['config', 'sources', 'engines', 'loading', ...foundations] as const;
const learners = ['paths', 'chain', 'models'] as const;
const words = ['insights', 'report'] as const;

/** From the lowest to the highest. */
export const layers: Readonly<Record<string, Layer>> = {
  contract: {
    is: 'what goes in and what can be wrong: tables, errors, money, the version',
    imports: [],
    pure: false,
  },
  text: { is: 'tables and names for a terminal', imports: [], pure: true },
  statistics: {
    is: 'distributions, intervals, estimators and random numbers that several layers need: numbers in, numbers out',
    imports: [],
    pure: true,
  },
  config: {
    is: 'YAML to a typed configuration; the only home of yaml',
    imports: ['contract', 'text'],
    pure: true,
  },
  paths: { is: 'paths as whole numbers: rule shares, games', imports: [], pure: true },
  chain: {
    is: 'Markov chains of paths: counting, reduction, removal',
    imports: ['paths'],
    pure: true,
  },
  models: {
    is: 'one attribution model per file',
    imports: ['chain', 'config'],
    pure: true,
  },
  lift: {
    is: 'panels to readings: one estimator per file, checks, verdicts',
    imports: ['contract', 'statistics'],
    pure: true,
  },
  importers: {
    is: 'exports of chats and lists to events: one format per file, recognised by content',
    imports: ['contract', 'text'],
    pure: true,
  },
  sources: {
    is: 'files, encodings, which column is which',
    imports: ['config', 'contract', 'text'],
    pure: false,
  },
  engines: {
    is: 'where SQL runs; the only home of DuckDB and Spark',
    imports: ['contract', 'sources'],
    pure: false,
  },
  loading: {
    is: 'inputs into an engine: files, databases and queries to canonical tables',
    imports: ['config', 'contract', 'engines', 'sources', 'text'],
    pure: false,
  },
  project: {
    is: 'what every command starts with: the configuration, the period, the models, the folder whose files appear together, progress',
    imports: ['config', 'contract', 'engines', 'lift', 'loading', 'models', 'sources'],
    pure: false,
  },
  pipeline: {
    is: 'the recipe that makes every stage in order, the stages that SQL alone cannot make, weights to credit',
    imports: [...readers, ...learners, 'project'],
    pure: false,
  },
  claims: {
    is: 'what every tactic is said to have caused: panels from the stages, and their readings',
    imports: ['config', 'contract', 'engines', 'lift', 'pipeline', 'project'],
    pure: false,
  },
  publish: {
    is: 'one published table per file: what its columns mean, and how its rows are made',
    imports: ['claims', ...readers, 'lift', 'models', 'pipeline', 'project'],
    pure: false,
  },
  report: {
    is: 'findings to HTML, XLSX and Markdown; the words that several parts say',
    imports: ['contract', 'publish'],
    pure: true,
  },
  insights: {
    is: 'published tables to findings, from the plain data and the words of the report',
    imports: ['contract', 'report', 'statistics'],
    pure: true,
  },
  tasks: {
    is: 'what each command does: run, check, explain, init, studies of lift, path files',
    imports: [
      'claims',
      ...readers,
      ...learners,
      ...words,
      'importers',
      'lift',
      'pipeline',
      'project',
      'publish',
    ],
    pure: false,
  },
  invented: {
    is: 'the example project, and communities with a planted truth',
    imports: [...foundations, 'engines', 'lift', 'models', 'project', 'tasks'],
    pure: false,
  },
  commands: {
    is: 'one command per file: options in, one call, lines out',
    imports: ['contract', 'invented', 'project', 'text', 'tasks'],
    pure: false,
  },
};
