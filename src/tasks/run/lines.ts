import { mainGoal } from '../../config/goals.js';
import { unattributedLabel } from '../../contract/published_words.js';
import type { RowOf } from '../../publish/columns.js';
import { groupCredit } from '../../publish/dimension_credit.js';
import { groups } from '../../publish/groups.js';
import { rowsAmong } from '../../publish/index.js';
import { reconciliation } from '../../publish/reconciliation.js';
import { unattributed } from '../../publish/unattributed.js';
import { printable } from '../../text/printable.js';
import type { RunResult } from './index.js';
import { noteInEnglish } from './note.js';
import { resultNotes } from './notes.js';
import { leftOutOf } from './report_rows.js';

const digits = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** The lines printed at the end of a run: what was read, what was credited, whether it adds up, where it is. */
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

/** What a reader of these figures should know, for stderr: what the rules found (`grouplift check` adds what to do about it), and what the run itself shows. */
export function noteLines({ findings, tables }: Pick<RunResult, 'findings' | 'tables'>): string[] {
  return [
    ...findings.map(({ level, text }) => `${level}: ${text}`),
    ...resultNotes(tables).map((note) => `note: ${noteInEnglish(note)}`),
  ];
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
  const total = rowsAmong(result.tables, reconciliation).find((row) => row.goal === goal);
  const reasons = rowsAmong(result.tables, unattributed)
    .filter((row) => row.goal === goal)
    .toSorted((a, b) => b.conversions - a.conversions);
  const worst =
    reasons[0] === undefined
      ? ''
      : ` (${digits.format(reasons[0].conversions)} ${reasons[0].reason.replaceAll('_', ' ')})`;
  return `  ${goal.padEnd(22)} ${digits.format(total?.source_total ?? 0)} landed · ${digits.format(total?.credited ?? 0)} credited · ${digits.format(total?.unattributed ?? 0)} unattributed${worst}`;
}

/** The first groups of the first headline goal under the default model. */
function leaderLines(result: RunResult): string[] {
  const goal = mainGoal(result.config);
  const credit = rowsAmong(result.tables, groupCredit);
  const model = credit.some((row) => row.model === 'linear') ? 'linear' : credit[0]?.model;
  const names = new Map(rowsAmong(result.tables, groups).map((row) => [row.group_id, row.name]));
  const leaders = credit
    .filter(
      (row) =>
        row.goal === goal.name &&
        row.model === model &&
        row.group_id !== unattributedLabel &&
        row.conversions > 0,
    )
    .toSorted((a, b) => b.conversions - a.conversions)
    .slice(0, 3)
    .map(
      (row) =>
        `${printable(names.get(row.group_id) ?? row.group_id)} ${row.conversions.toFixed(1)}${intervalText(row)}`,
    );
  return leaders.length === 0 ? [] : [`  ${String(model).padEnd(22)} ${leaders.join(' · ')}`];
}

/** The 95 % interval of a credit, as " (139 to 156)"; nothing if there is none. */
function intervalText({ conversions_low: low, conversions_high: high }: RowOf<typeof groupCredit>): string {
  if (low === null || high === null) return '';
  return ` (${low.toFixed(0)} to ${high.toFixed(0)})`;
}

function checkLine(result: RunResult): string {
  const worst = Math.max(
    0,
    ...rowsAmong(result.tables, reconciliation).map(({ difference }) => Math.abs(difference)),
  );
  const rejected = result.sources.reduce((sum, source) => sum + source.rejected, 0);
  const rows = result.sources.reduce((sum, source) => sum + source.rows, 0);
  const rejects =
    rejected === 0
      ? 'no rejected rows'
      : `${rejected} rejected rows (${Number(((rejected / rows) * 100).toPrecision(2))} %), see tables/rejects`;
  return `  reconciled: difference ${worst} · ${rejects}`;
}

/** What these figures do not include, with its money; nothing if there is none. */
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
