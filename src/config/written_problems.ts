import { tableNames } from '../contract/tables.js';
import { keyText, type Path, type Problem, seeSchema, shown, wrongValue } from './problem.js';
import { knownKeys } from './schema_lookup.js';
import { suggestion } from './suggestion.js';
import { keyPlace, type Tree, treeAt } from './tree.js';
import { either } from './values.js';

/** What the schema says about one value: the parts of a zod issue that are used here. */
export interface Issue {
  readonly code: string;
  readonly path: PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly expected?: string;
  readonly errors?: readonly (readonly Issue[])[];
}

/** Problems with values that do not have the shape of the schema. */
export function writtenProblems(issues: readonly unknown[], tree: Tree): Problem[] {
  const told = (issues as readonly Issue[]).flatMap(branchIssues);
  const problems = told.flatMap((issue) => issueProblems(issue, tree));
  const present = problems.filter(({ missing }) => missing !== true);
  return present.length > 0 ? present : problems;
}

/** The issues of the union branch that the value was meant for, if that can be told. */
function branchIssues(issue: Issue): readonly Issue[] {
  const branches = issue.errors ?? [];
  const farthest = Math.max(0, ...branches.map(reachOf));
  const meant = branches.find((branch) => reachOf(branch) === farthest);
  if (farthest === 0 || meant === undefined) return [issue];
  return meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(branchIssues);
}

/** How deep in a value a branch finds its first problem: the one that goes along with the most of it was meant. */
function reachOf(branch: readonly Issue[]): number {
  return Math.max(0, ...branch.map(({ code, path }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)));
}

function issueProblems(issue: Issue, tree: Tree): Problem[] {
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).slice(0, 100).map((key) => unknownKey(key, issue.path, tree));
  const value = treeAt(tree, issue.path);
  if (value === undefined) return [missingKey(issue, tree)];
  return [wrongValue(tree, issue.path, issue.message, valueHint(issue, value))];
}

function unknownKey(key: string, path: Path, tree: Tree): Problem {
  const known = knownKeys(path);
  const where = path.length === 0 ? '' : ` in \`${keyText(path)}\``;
  const sentence = `found the unknown key \`${shown(key)}\`${where}, expected ${either(known)}.`;
  const hint =
    reversedColumn(key, path, tree) ?? tableOutside(key, path) ?? suggestion(key, known) ?? seeSchema;
  return { place: keyPlace(tree, [...path, key]), sentence, hint };
}

/** The hint for `columns: {Time: ts}`, written the wrong way round. */
function reversedColumn(key: string, path: Path, tree: Tree): string | undefined {
  if (path.at(-1) !== 'columns') return undefined;
  const value = treeAt(tree, [...path, key]);
  if (value?.kind !== 'scalar' || !knownKeys(path).includes(value.text)) return undefined;
  return `The canonical name comes first: write \`${value.text}: ${shown(key)}\`.`;
}

/** The hint for a table that is not under `inputs`. */
function tableOutside(key: string, path: Path): string | undefined {
  const isTable = path.length === 0 && (tableNames as readonly string[]).includes(key);
  return isTable ? `Put \`${key}\` under \`inputs\`.` : undefined;
}

function missingKey({ path, message }: Issue, tree: Tree): Problem {
  const around = path.length === 1 ? 'the file' : `\`${keyText(path.slice(0, -1))}\``;
  const name = String(path.at(-1));
  const sentence = `${around} has no key \`${name}\`, expected ${message}.`;
  return {
    place: keyPlace(tree, path.slice(0, -1)),
    sentence,
    hint: `Add \`${name}:\` there.`,
    missing: true,
  };
}

function valueHint({ values, expected }: Issue, value: Tree): string {
  if (value.kind !== 'scalar') return seeSchema;
  if (value.value === null) return 'Give it a value, or remove the key.';
  if (expected === 'number') return 'Write a plain number, without quotes and without a unit.';
  if (expected === 'boolean') return 'Write true or false, without quotes.';
  return suggestion(value.text, (values ?? []).map(String)) ?? seeSchema;
}
