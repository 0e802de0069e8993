import type { Row } from '../../engines/engine.js';
import { printable } from '../../text/printable.js';
import type { RunResult } from './index.js';
import { noteInEnglish } from './note.js';
import { resultNotes } from './notes.js';
import { leftOutOf } from './report_rows.js';

const digits = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** The lines printed at the end of a run: what came in, what was credited, whether it adds up, where it lies. */
export function runLines(result: RunResult): string[] {
  return [
    inputLine(result),
    ...result.config.goals.map((goal) => goalLine(goal.name, result)),
    ...leaderLines(result),
    checkLine(result),
    ...leftOutLines(result),
    outputLine(result),
  ];
}

/** What a reader of these figures should know, for stderr: what the rules found (`grouplift check` adds what to do), and what the run itself shows. */
export function noteLines({ findings, tables }: Pick<RunResult, 'findings' | 'tables'>): string[] {
  return [
    ...findings.map(({ level, text }) => `${level}: ${text}`),
    ...resultNotes(tables).map((note) => `note: ${noteInEnglish(note)}`),
  ];
}

function table(result: RunResult, name: string) {
  return result.tables.find((candidate) => candidate.name === name)?.rows ?? [];
}

function inputLine(result: RunResult): string {
  const { facts, sources } = result;
  const files = sources.find((source) => source.table === 'activities')?.files.length ?? 0;
  const share =
    facts.matched_message_share === null
      ? ''
      : `, who wrote ${Math.round(facts.matched_message_share * 100)} % of the messages`;
  return `  activities ${digits.format(facts.activities)} (${files} ${files === 1 ? 'file' : 'files'}) · conversions ${digits.format(facts.conversions)} · members matched ${digits.format(facts.members_matched)} of ${digits.format(facts.members)}${share}`;
}

function goalLine(goal: string, result: RunResult): string {
  const total = table(result, 'reconciliation').find((row) => row.goal === goal);
  const reasons = table(result, 'unattributed')
    .filter((row) => row.goal === goal)
    .sort((a, b) => Number(b.conversions) - Number(a.conversions));
  const worst =
    reasons[0] === undefined
      ? ''
      : ` (${digits.format(Number(reasons[0].conversions))} ${String(reasons[0].reason).replaceAll('_', ' ')})`;
  return `  ${goal.padEnd(22)} ${digits.format(Number(total?.source_total ?? 0))} landed · ${digits.format(Number(total?.credited ?? 0))} credited · ${digits.format(Number(total?.unattributed ?? 0))} unattributed${worst}`;
}

/** The first groups of the first headline goal under the default model. */
function leaderLines(result: RunResult): string[] {
  const goal = result.config.goals.find((candidate) => candidate.headline) ?? result.config.goals[0];
  const credit = table(result, 'group_credit');
  const model = credit.some((row) => row.model === 'linear') ? 'linear' : credit[0]?.model;
  const names = new Map(table(result, 'groups').map((row) => [row.group_id, row.name]));
  const leaders = credit
    .filter(
      (row) =>
        row.goal === goal?.name &&
        row.model === model &&
        row.group_id !== '(unattributed)' &&
        Number(row.conversions) > 0,
    )
    .sort((a, b) => Number(b.conversions) - Number(a.conversions))
    .slice(0, 3)
    .map(
      (row) =>
        `${printable(String(names.get(row.group_id ?? null) ?? row.group_id))} ${Number(row.conversions).toFixed(1)}${intervalText(row)}`,
    );
  return leaders.length === 0 ? [] : [`  ${String(model).padEnd(22)} ${leaders.join(' · ')}`];
}

/** The 95 % interval of a credit, as " (139 to 156)"; nothing where there is none. */
function intervalText({ conversions_low: low, conversions_high: high }: Row): string {
  if (low === null || high === null) return '';
  return ` (${Number(low).toFixed(0)} to ${Number(high).toFixed(0)})`;
}

function checkLine(result: RunResult): string {
  const worst = Math.max(
    0,
    ...table(result, 'reconciliation').map((row) => Math.abs(Number(row.difference))),
  );
  const rejected = result.sources.reduce((sum, source) => sum + source.rejected, 0);
  const rows = result.sources.reduce((sum, source) => sum + source.rows, 0);
  const rejects =
    rejected === 0
      ? 'no rejected rows'
      : `${rejected} rejected rows (${Number(((rejected / rows) * 100).toPrecision(2))} %), see tables/rejects`;
  return `  reconciled: difference ${worst} · ${rejects}`;
}

/** What lies outside of these figures, with its money; nothing where there is none. */
function leftOutLines({ notes }: RunResult): string[] {
  const words = {
    no_goal: 'conversions match no goal',
    late_conversions: 'conversions are after as_of',
    late_reversals: 'reversals are after as_of',
  };
  const parts = leftOutOf(notes).map(
    ({ kind, part, whole, money }) =>
      `${digits.format(part)} of ${digits.format(whole)} ${words[kind]}${money === '' ? '' : ` (${money})`}`,
  );
  return parts.length === 0 ? [] : [`  left out: ${parts.join(' · ')}`];
}

function outputLine(result: RunResult): string {
  return `  ${result.folder}/report.html · report.xlsx · report.md · bot · ${result.tables.length + 2} tables`;
}
