import type { Evidence } from '../report/evidence.js';
import type { About, Block, FindingRow, Opening, Part, Report } from '../report/report.js';

/** A sentence before it is put beside its translation. */
interface Sentence {
  readonly part: string;
  readonly kind: string;
  readonly text: string;
  readonly grade: Evidence | null;
  readonly about: About;
}

/** Every sentence of the report as a row, in both languages: what the page, the workbook and the texts for chats say. */
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
  return [
    ...openingSentences(report.opening),
    ...report.parts.flatMap(partSentences),
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

function openingSentences({ title, target, change, decision, strip, status }: Opening): Sentence[] {
  const part = 'summary';
  return [
    sentence(part, 'title', title),
    sentence(part, 'status', `${status.title} ${status.text}`.trim()),
    sentence(part, 'target', target.title, 'counted'),
    ...target.tables.flatMap(({ lines }) =>
      lines.map(({ name, landed, of, mark }) =>
        sentence(part, 'target_line', `${name} ${landed} ${of} ${mark?.text ?? ''}`.trim(), 'counted'),
      ),
    ),
    sentence(part, 'change', change.title, 'counted'),
    ...change.sentences.map((one) => sentence(part, 'change_text', one.text, one.evidence, one.about ?? {})),
    ...(decision.none === '' ? [] : [sentence(part, 'decision', `${decision.title} ${decision.none}`)]),
    ...decision.items.map((item) =>
      sentence(part, 'decision', `${item.title} ${item.text}`, item.evidence, { owner: item.owner }),
    ),
    ...strip.map((one) =>
      sentence(part, 'strip', `${one.label} ${one.strong} ${one.text}`.trim(), 'counted'),
    ),
  ];
}

function partSentences(part: Part): Sentence[] {
  return [
    sentence(part.id, 'title', part.title, null, part.about ?? {}),
    ...(part.lead === '' ? [] : [sentence(part.id, 'lead', part.lead)]),
    ...part.blocks.flatMap((block) => blockSentences(part.id, block)),
  ];
}

function blockSentences(part: string, block: Block): Sentence[] {
  switch (block.kind) {
    case 'findings':
      return block.findings.map((one) => sentence(part, 'finding', one.text, one.evidence, one.about ?? {}));
    case 'checks':
      return block.checks.map(({ label, text }) =>
        sentence(part, 'check', `${label} ${text}`, block.evidence),
      );
    case 'cards':
      return block.cards.map(({ title, text, question, evidence, about, mark }) =>
        sentence(
          part,
          mark.tone === 'down' ? 'lowlight' : 'highlight',
          `${title} ${text} ${question}`,
          evidence,
          about,
        ),
      );
    case 'pace':
      return block.rows.map(({ name, so_far, of, lands, range, verdict, about }) =>
        sentence(
          part,
          'pace',
          [name, so_far, of, lands, range, verdict?.text ?? ''].filter((text) => text !== '').join(' '),
          'counted',
          about,
        ),
      );
    case 'details':
      return block.blocks.flatMap((one) => blockSentences(part, one));
    case 'notes':
      return block.notes.map((text) => sentence(part, 'note', text));
    case 'terms':
      return block.terms.map(({ term, text }) => sentence(part, 'term', `${term} ${text}`));
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
