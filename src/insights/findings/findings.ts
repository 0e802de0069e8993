import type { Evidence } from '../../report/evidence.js';
import { landedText } from '../../report/format.js';
import { type Language, languages } from '../../report/language.js';
import type { About, Block, FindingRow, Opening, Part, Report, TargetLine } from '../../report/report.js';

/** A sentence before it is paired with its translation. */
interface Sentence {
  readonly part: string;
  readonly kind: string;
  readonly text: string;
  readonly grade: Evidence | null;
  readonly about: About;
}

/** Every sentence of the report as a row, in both languages: what the page, the workbook and the chat texts say. */
export function findingRows(english: Report, chinese: Report): readonly FindingRow[] {
  const [en, zh] = [sentencesOf(english), sentencesOf(chinese)];
  const counts = new Map<string, number>();
  return en.map(({ part, kind, text, grade, about }, at) => {
    const key = `${part}.${kind}`;
    const place = (counts.get(key) ?? 0) + 1;
    counts.set(key, place);
    const id = about.key === undefined ? `${key}.${place}` : findingId(part, about.key);
    return {
      ...{ id, part, kind, goal: about.goal ?? null, unit: about.unit ?? null },
      ...{ figure: about.figure ?? null, low: about.low ?? null, high: about.high ?? null },
      ...{ expected: about.expected ?? null, p: about.p ?? null, family: about.family ?? null, grade },
      ...{
        owner: about.owner ?? null,
        text_en: text,
        text_zh: zh[at]?.text ?? '',
        query: about.query ?? null,
      },
    };
  });
}

/** The id of a finding that keeps its name from report to report. */
export function findingId(part: string, key: string): string {
  return `${part}.${key}`;
}

function sentencesOf(report: Report): Sentence[] {
  const words = languages[report.language];
  return [
    ...openingSentences(report.opening, words),
    ...report.parts.flatMap((part) => partSentences(part, words)),
    ...report.missing.map((text) => sentence('missing', 'missing', text)),
  ];
}

function sentence(
  part: string,
  kind: string,
  text: string,
  grade: Evidence | null = null,
  about: About = {},
): Sentence {
  return { part, kind, text, grade, about };
}

function openingSentences(
  { title, target, change, decision, strip, status }: Opening,
  words: Language,
): Sentence[] {
  const part = 'summary';
  return [
    sentence(part, 'title', title),
    sentence(part, 'status', said(words, status.title, status.text)),
    sentence(part, 'target', target.title, 'counted'),
    ...target.tables.flatMap(({ head, lines }) =>
      lines.map((line) => sentence(part, 'target_line', targetText(head, line, words), 'counted')),
    ),
    sentence(part, 'change', change.title, 'counted'),
    ...change.sentences.map((one) => sentence(part, 'change_text', one.text, one.evidence, one.about ?? {})),
    ...(decision.none === '' ? [] : [sentence(part, 'decision', said(words, decision.title, decision.none))]),
    ...decision.items.map((item) =>
      sentence(part, 'decision', words.join([item.title, item.text]), item.evidence, { owner: item.owner }),
    ),
    ...strip.map((one) =>
      sentence(
        part,
        'strip',
        labelled(words, one.label, words.list([one.strong, one.text].filter((text) => text !== ''))),
        'counted',
      ),
    ),
  ];
}

/** Two sentences, the first of which may be a title without a full stop. */
function said(words: Language, title: string, text: string): string {
  if (text === '') return title;
  return words.join([/[.\u3002!?]$/u.test(title) ? title : words.sentence(title), text]);
}

function labelled(words: Language, label: string, text: string): string {
  return `${label}${words.colon}${text}`;
}

/** One goal compared with its target, with its column headings: "Week 46 · Orders: landed, net 525, of target 146 %". */
function targetText(
  [, figure, against]: readonly [string, string, string],
  line: TargetLine,
  words: Language,
): string {
  const { dated, of, mark } = line;
  const parts = [
    `${figure} ${landedText(line, words)}`,
    ...(of === '' ? [] : [`${against} ${of}`]),
    mark?.text ?? '',
  ];
  return labelled(words, dated, words.list(parts.filter((text) => text !== '')));
}

function partSentences(part: Part, words: Language): Sentence[] {
  return [
    sentence(part.id, 'title', part.title, null, part.about ?? {}),
    ...(part.lead === '' ? [] : [sentence(part.id, 'lead', part.lead)]),
    ...part.blocks.flatMap((block) => blockSentences(part.id, block, words)),
  ];
}

function blockSentences(part: string, block: Block, words: Language): Sentence[] {
  switch (block.kind) {
    case 'findings':
      return block.findings.map((one) => sentence(part, 'finding', one.text, one.evidence, one.about ?? {}));
    case 'checks':
      return block.checks.map(({ label, text }) =>
        sentence(part, 'check', labelled(words, label, text), block.evidence),
      );
    case 'cards':
      return block.cards.map(({ title, text, question, evidence, about, mark }) =>
        sentence(
          part,
          mark.tone === 'down' ? 'lowlight' : 'highlight',
          words.join([said(words, title, text), question]),
          evidence,
          about,
        ),
      );
    case 'pace':
      return block.rows.map(({ name, so_far, of, lands, range, verdict, about }) =>
        sentence(
          part,
          'pace',
          labelled(
            words,
            name,
            words.list(
              [`${so_far} ${of}`, lands, range, verdict?.text ?? ''].filter((text) => text.trim() !== ''),
            ),
          ),
          'counted',
          about,
        ),
      );
    case 'details':
      return block.blocks.flatMap((one) => blockSentences(part, one, words));
    case 'notes':
      return block.notes.map((text) => sentence(part, 'note', text));
    case 'terms':
      return block.terms.map(({ term, text }) => sentence(part, 'term', labelled(words, term, text)));
    case 'heading':
    case 'facts':
      return [];
    case 'table':
      return [
        sentence(part, 'table', block.title),
        ...(block.note === null ? [] : [sentence(part, 'note', block.note)]),
      ];
    default:
      return [sentence(part, 'chart', block.title, block.evidence)];
  }
}
