import { markdown } from './escape.js';
import type { Evidence } from './evidence.js';
import { cellText, headerText, landedText } from './format.js';
import { type Language, languages } from './language.js';
import type { Block, Column, Level, Part, Report, Table } from './report.js';

/** The limit of a team chat bot. */
const mostBytes = 4096;
const rowsOfTable = 5;
const findingsShown = 6;
const lights: Readonly<Record<Level, string>> = {
  good: '\u{1f7e2}',
  care: '\u{1f7e1}',
  bad: '\u{1f534}',
  open: '\u26aa',
};

/** The report as a text of at most 4,096 bytes: less important sections are left out entirely, and nothing is cut in the middle. */
export function renderMarkdown(report: Report): string {
  const words = languages[report.language];
  const end = footer(report, words);
  const rest = words.page.cut;
  const sections = sectionsOf(report, words);
  let kept: readonly Section[] = [];
  for (const section of [...sections].sort((a, b) => a.rank - b.rank)) {
    const more = [...kept, section].sort((a, b) => a.place - b.place);
    if (byteLength(assemble(more, [rest, end])) <= mostBytes) kept = more;
  }
  return assemble(kept, kept.length < sections.length ? [rest, end] : [end]);
}

/** A section of the text: its position, and its priority for being kept (0 first). */
interface Section {
  readonly place: number;
  readonly rank: number;
  readonly text: string;
}

function assemble(sections: readonly Section[], end: readonly string[]): string {
  const text = [...sections.map((section) => section.text), ...end].join('\n\n');
  return `${text.replace(/\n\n(?=- )/g, (gap, at) => (/(^|\n)- [^\n]*$/.test(text.slice(0, at)) ? '\n' : gap))}\n`;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Title, status, change, decisions, findings and the table of the first league, each as a section. */
function sectionsOf(report: Report, words: Language): readonly Section[] {
  const { status, change, decision, title, target, strip } = report.opening;
  const final = strip.flatMap(({ level, text }) => (level === undefined || text === '' ? [] : [text]));
  const sentences = [
    `# ${markdown(title)}\n${markdown(`${report.title} \u00b7 ${report.period}`)}`,
    `**${markdown(words.summary.statusLabel)}** ${lights[status.level]} ${[status.title, ...final].map(markdown).join(' \u00b7 ')}`,
    ...target.tables.map((table) =>
      table.lines
        .map((line) => {
          const { dated, said, mark } = line;
          const figure = `${markdown(dated + words.colon + table.head[1])} **${markdown(landedText(line, words))}**`;
          const rest = [said, mark?.text ?? ''].filter((text) => text !== '').map(markdown);
          return `- ${[figure, ...rest].join(' \u00b7 ')}`;
        })
        .join('\n'),
    ),
    `**${markdown(words.opening.changeQuestion)}** ${markdown(change.title)} ${grade('counted', words)}`,
    decisionText(decision, words),
  ];
  const opening = sentences.map((text, at) => ({ place: at, rank: at, text }));
  const rows = leagueTexts(report.parts.find((part) => part.id === 'league')?.blocks ?? [], words);
  return [
    ...opening,
    { place: opening.length, rank: opening.length, text: stripText(strip, words) },
    ...rows.map((text) => ({ place: 200, rank: 102.5, text })),
    ...findings(report.parts, words).map((text, at) => ({ place: 100 + at, rank: 100 + at, text })),
  ];
}

/** What else a manager asks about, one line each, between the decisions and the findings; trust is the status. */
function stripText(strip: Report['opening']['strip'], words: Language): string {
  const lines = strip
    .filter(({ level }) => level === undefined)
    .map(({ label, strong, text }) =>
      [
        `${markdown(label)}${words.colon}**${markdown(strong)}**`,
        ...(text === '' ? [] : [markdown(text)]),
      ].join(' \u00b7 '),
    );
  return lines.join('\n');
}

/** The first table of a league; where its groups cannot be told apart the page folds it, and the sentence about them stands here. */
function leagueTexts(blocks: readonly Block[], words: Language): readonly string[] {
  const table = blocks.find((block) => block.kind === 'table');
  if (table?.kind === 'table' && table.folded !== true) return [tableText(table, words)];
  const said = blocks.flatMap((block) => (block.kind === 'findings' ? block.findings : []));
  return said.slice(0, 1).map((one) => `- ${markdown(one.text)} ${grade(one.evidence, words)}`);
}

/** The decisions to make, one line each. */
function decisionText({ items, none, title }: Report['opening']['decision'], words: Language): string {
  if (items.length === 0) return `**${markdown(title)}** ${markdown(none)}`;
  const lines = items.map(({ title: what, text, evidence, owner, by }) => {
    const who = words.opening.by(owner, by);
    return `- **${markdown(what)}** ${markdown(text)}${evidence === null ? '' : ` ${grade(evidence, words)}`}${who === '' ? '' : ` ${markdown(who)}`}`;
  });
  return `**${markdown(words.opening.decisionQuestion)}**\n\n${lines.join('\n')}`;
}

/** The findings of the parts, one line each. */
function findings(parts: readonly Part[], words: Language): readonly string[] {
  const first = parts.filter(({ id }) => id === 'highlights' || id === 'landed' || id === 'lively');
  const blocks = first.flatMap((part) => part.blocks);
  const found = blocks.flatMap((block) => (block.kind === 'findings' ? block.findings : []));
  return found.slice(0, findingsShown).map((one) => `- ${markdown(one.text)} ${grade(one.evidence, words)}`);
}

/** The first rows of a league: place, group and what it is ranked by. */
function tableText(table: Table, words: Language): string {
  const kept = table.columns.flatMap((column, at) => (isContext(table, column, at) ? [] : [at])).slice(0, 4);
  const columns = kept.flatMap((at) => table.columns[at] ?? []);
  const head = columns.map((column) => {
    const badge = column.evidence === null ? '' : ` ${grade(column.evidence, words)}`;
    return markdown(headerText(column)) + badge;
  });
  const rule = columns.map((column) => (column.evidence === null ? ':--' : '--:'));
  const rows = table.rows.slice(0, rowsOfTable).map((row) =>
    kept.map((at, index) => {
      const cell = row[at];
      const column = columns[index];
      return cell === undefined || column === undefined ? '' : markdown(cellText(cell, column.shape, words));
    }),
  );
  const lines = [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `**${markdown(table.title)}**\n\n${lines.join('\n')}`;
}

/** Columns that do not belong in a chat message. */
function isContext(table: Table, column: Column, at: number): boolean {
  return column.secondary === true || table.rows.some((row) => row[at]?.is === 'trend');
}

/** The evidence grade in brackets that Markdown does not read as a link. */
function grade(evidence: Evidence, words: Language): string {
  return `\`${words.badges[evidence]}\``;
}

/** What the grades mean, and which run this is. */
function footer(report: Report, words: Language): string {
  const said = report.parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'findings' ? block.findings : [])),
  );
  const graded = [...said, ...report.opening.decision.items].map(({ evidence }) => evidence);
  const incremental = (['A', 'B', 'C'] as const).filter((one) => graded.includes(one));
  const meanings = [...incremental, 'D' as const, 'counted' as const].map(
    (one) => `${grade(one, words)} ${markdown(words.gradeNames[one])}`,
  );
  const run = words.page.run(report.run_hash.slice(0, 12), report.version);
  return `${meanings.join(' \u00b7 ')}\n${markdown(words.page.asOf(report.as_of))} \u00b7 ${markdown(run)}`;
}
