import { landedText } from './format.js';
import { type Language, languages } from './language.js';
import type { Level, Mark, Report, TargetLine } from './report.js';

/** Texts for team chats, as files: nothing is sent. */

const mostBytes = 4096;
const feishuRows = 5;
const slackText = 2900;

/** The subset of Markdown that WeCom renders: headings, bold, quotes, code and three colours; no tables, lists or escapes. */
export function renderWecom(report: Report): string {
  const words = languages[report.language];
  const { title, target, change, decision, strip } = report.opening;
  const lines = target.tables.flatMap((table) => [
    `> ${tableHead(table.head, words)}`,
    ...table.lines.map((line) => `> ${targetText(line, colour, words)}`),
  ]);
  const pieces = [
    `## ${bare(title)}`,
    `> <font color="comment">${bare(report.period)}</font>`,
    ...lines,
    `**${bare(words.opening.changeQuestion)}** ${bare(change.title)}`,
    ...change.sentences.map(({ text }) => bare(text)),
    ...cardLines(report),
    ...decisionLines(report, words).map(
      ({ text, grade }) => `${text}${grade === '' ? '' : ` <font color="comment">${grade}</font>`}`,
    ),
    ...(decision.none === '' ? [] : [`**${bare(decision.title)}** ${bare(decision.none)}`]),
    ...strip.map(
      (one) =>
        `> ${bare(`${one.label}${words.colon}${one.strong}`)}${one.text === '' ? '' : ` \u00b7 ${bare(one.text)}`}`,
    ),
  ];
  return cut(
    pieces,
    `> <font color="comment">${bare(words.page.run(report.run_hash.slice(0, 12), report.version))}</font>`,
  );
}

/** WeCom's newer Markdown, which has tables. */
export function renderWecomTables(report: Report): string {
  const words = languages[report.language];
  const { title, target, change, decision } = report.opening;
  const tables = target.tables.map(({ head, lines }) =>
    [
      `| ${head.map((text) => cell(text)).join(' | ')} |`,
      '| :-- | --: | --: |',
      ...lines.map(
        (line) => `| ${cell(line.name)} | ${cell(landedText(line, words))} | ${cell(lastText(line))} |`,
      ),
    ].join('\n'),
  );
  const pieces = [
    `# ${bare(title)}`,
    bare(report.period),
    ...tables.map((table) => `\n${table}\n`),
    `**${bare(words.opening.changeQuestion)}** ${bare(change.title)}`,
    ...change.sentences.map(({ text }) => bare(text)),
    ...cardLines(report),
    ...decisionLines(report, words).map(({ text, grade }) => `${text} ${grade}`.trim()),
    ...(decision.none === '' ? [] : [`**${bare(decision.title)}** ${bare(decision.none)}`]),
  ];
  return cut(pieces, bare(words.page.run(report.run_hash.slice(0, 12), report.version)));
}

/** A Feishu card (schema 2.0): the colour of its header is the verdict, with one table of at most five rows. */
export function renderFeishu(report: Report): string {
  const words = languages[report.language];
  const { title, target, change, decision, status } = report.opening;
  const markdown = (content: string) => ({ tag: 'markdown', content });
  const card = {
    schema: '2.0',
    header: {
      title: { tag: 'plain_text', content: bare(title) },
      subtitle: { tag: 'plain_text', content: bare(report.period) },
      template: template(
        status.level,
        target.tables.flatMap(({ lines }) => lines),
      ),
    },
    body: {
      elements: [
        ...target.tables.slice(0, 1).map((table) => feishuTable(table, words)),
        ...textsBelow(target.tables, words).map(markdown),
        markdown(`**${bare(words.opening.changeQuestion)}** ${bare(change.title)}`),
        ...change.sentences.map(({ text }) => markdown(bare(text))),
        ...cardLines(report).map(markdown),
        ...decisionLines(report, words).map(({ text, grade }) => markdown(`${text} ${grade}`.trim())),
        ...(decision.none === '' ? [] : [markdown(`**${bare(decision.title)}** ${bare(decision.none)}`)]),
        markdown(bare(words.page.run(report.run_hash.slice(0, 12), report.version))),
      ],
    },
  };
  return `${JSON.stringify({ msg_type: 'interactive', card }, null, 2)}\n`;
}

type TargetTable = Report['opening']['target']['tables'][number];

/** What the one table of a Feishu card has no room for, each period below its own heading: a forecast is not what has landed. */
function textsBelow(tables: readonly TargetTable[], words: Language): string[] {
  return tables
    .map(({ head, lines }, place) => ({ head, lines: place === 0 ? lines.slice(feishuRows) : lines }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ head, lines }) => targetLines({ head, lines }, words, ({ text }) => bare(text)).join('\n'));
}

/** The lines of a table as text, below its heading. */
function targetLines(
  { head, lines }: TargetTable,
  words: Language,
  marked: (mark: Mark) => string,
): string[] {
  return [tableHead(head, words), ...lines.map((line) => targetText(line, marked, words))];
}

function feishuTable({ head, lines }: TargetTable, words: Language) {
  return {
    tag: 'table',
    page_size: feishuRows,
    columns: head.map((text, at) => ({
      name: `c${at}`,
      display_name: bare(text === '' ? words.goals.heads.node : text),
      data_type: 'text',
      horizontal_align: at === 0 ? 'left' : 'right',
    })),
    rows: lines.slice(0, feishuRows).map((line) => ({
      c0: bare(line.name),
      c1: bare(landedText(line, words)),
      c2: bare(lastText(line)),
    })),
  };
}

/** Slack blocks. */
export function renderSlack(report: Report): string {
  const words = languages[report.language];
  const { title, target, change, decision } = report.opening;
  const section = (text: string) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: text.slice(0, slackText) },
  });
  const lines = target.tables.flatMap((table) => targetLines(table, words, (mark) => mark.text)).map(bold);
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: bare(title).slice(0, 150) } },
    { type: 'context', elements: [{ type: 'mrkdwn', text: bare(report.period) }] },
    ...(lines.length === 0 ? [] : [section(lines.join('\n'))]),
    section(`*${bare(words.opening.changeQuestion)}* ${bare(change.title)}`),
    ...change.sentences.map(({ text }) => section(bare(text))),
    ...cardLines(report).map((text) => section(bold(text))),
    ...decisionLines(report, words).map(({ text, grade }) => section(bold(`${text} ${grade}`.trim()))),
    ...(decision.none === '' ? [] : [section(`*${bare(decision.title)}* ${bare(decision.none)}`)]),
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: bare(words.page.run(report.run_hash.slice(0, 12), report.version)) },
      ],
    },
  ];
  return `${JSON.stringify({ blocks }, null, 2)}\n`;
}

/** Slack marks bold text with one asterisk. */
function bold(text: string): string {
  return text.replaceAll('**', '*');
}

/** What stands out, one line each: its kind, its sentence, and the question or answer. */
function cardLines({ parts }: Report): string[] {
  return parts
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'cards' ? block.cards : [])))
    .map(({ mark, title, question }) => `**${bare(mark.text)}** ${bare(title)} \u00b7 ${bare(question)}`);
}

/** The decisions to make, one text each: what, why and who, with the evidence grade separate. */
function decisionLines({ opening }: Report, words: Language): { text: string; grade: string }[] {
  return opening.decision.items.map(({ title, text, evidence, owner, by }, at) => {
    const who = words.opening.by(owner, by);
    return {
      text: `**${at + 1}. ${bare(title)}** ${bare(text)}${who === '' ? '' : ` ${bare(who)}`}`,
      grade:
        evidence === null
          ? ''
          : bare(
              words.brackets(`${words.badges[evidence]}${words.colon}${words.gradeNames[evidence]}`).trim(),
            ),
    };
  });
}

/** What the lines of a table of targets are about: the week, landed. */
function tableHead([period, figure]: readonly [string, string, string], words: Language): string {
  return bare(period === '' ? figure : `${period}${words.colon}${figure}`);
}

/** The last cell of a line: the target, and the verdict. */
function lastText({ of, mark }: TargetLine): string {
  return [of, mark?.text ?? ''].filter((one) => one !== '').join(' ');
}

function targetText(line: TargetLine, marked: (mark: Mark) => string, words: Language): string {
  const { name, said, mark } = line;
  const end = [bare(said), mark === null || mark.text === '' ? '' : marked(mark)];
  const figure = `${bare(name)} **${bare(landedText(line, words))}**`;
  return [figure, ...end.filter((one) => one !== '')].join(' \u00b7 ');
}

function colour({ tone, text }: Mark): string {
  return `<font color="${{ up: 'info', down: 'warning', flat: 'comment' }[tone]}">${bare(text)}</font>`;
}

function template(level: Level, rows: readonly TargetLine[]): 'red' | 'orange' | 'green' | 'blue' {
  if (level === 'bad') return 'red';
  if (rows.some(({ mark }) => mark?.tone === 'down')) return 'orange';
  return rows.some(({ mark }) => mark?.tone === 'up') ? 'green' : 'blue';
}

/** Text that no chat reads as markup or as a mention of everybody: special characters become full-width ones, because these chats have no escapes. */
function bare(text: string): string {
  const twins: Readonly<Record<string, string>> = {
    '<': '\uff1c',
    '>': '\uff1e',
    '*': '\uff0a',
    _: '\uff3f',
    '`': '\uff40',
    '[': '\uff3b',
    ']': '\uff3d',
    '#': '\uff03',
    '|': '\uff5c',
    '~': '\uff5e',
    '\\': '\uff3c',
    '&': '\uff06',
    '!': '\uff01',
  };
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[<>*_`[\]#|~\\&!]/g, (mark) => twins[mark] ?? mark)
    .replace(/@/g, '@\u200b')
    .replace(/:(?=\/\/)/g, '\uff1a');
}

function cell(text: string): string {
  return bare(text);
}

/** As many whole pieces as fit within a bot's limit, then the last line. */
function cut(pieces: readonly string[], last: string): string {
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  let text = '';
  for (const piece of pieces) {
    const more = `${text}${piece}\n`;
    if (bytes(`${more}${last}\n`) > mostBytes) break;
    text = more;
  }
  return `${text}${last}\n`;
}
