import { isKnown } from '../contract/row_columns.js';
import type { Published } from '../report/published.js';
import type { Part, Report } from '../report/report.js';
import { cohorts } from './cohorts.js';
import { withoutEmpty } from './findings/empty_blocks.js';
import { folded } from './findings/fold.js';
import { missingLines } from './findings/missing_inputs.js';
import { mainTables } from './findings/sheets.js';
import { funnel, funnelWeek } from './funnel.js';
import { goals } from './goals.js';
import { highlights } from './highlights.js';
import { kols } from './kols.js';
import { landed } from './landed.js';
import { league } from './league.js';
import { lively } from './lively.js';
import { matrix } from './matrix.js';
import { method } from './method.js';
import { moved } from './moved.js';
import { movementOf } from './movement.js';
import { opening } from './opening/opening.js';
import { paceNodes } from './pacing.js';
import { pyramid } from './pyramid.js';
import { risk } from './risk.js';
import { sensitivity } from './sensitivity.js';
import { signalsOf } from './signals/signals.js';
import { begunTactics } from './tactics/tactic_days.js';
import { hasTactics, tactics } from './tactics.js';
import { checksOf, worstLevel } from './trust/checks.js';
import { trust } from './trust.js';
import { periodText } from './wording/period.js';
import { wordsOf } from './wording/words.js';

/** One insight answers one question of the report. Without the inputs it needs it is left out, and a line at the end says what is missing. */
export interface Insight {
  readonly id: string;
  readonly needs: (published: Published) => boolean;
  readonly make: (published: Published) => Part;
  /** how many of its blocks are open on the page; all of them if it does not say */
  readonly open?: number;
  /** an appendix is closed, unless it says why nothing can be trusted */
  readonly isAppendix?: true;
}

const always = () => true;

/** The parts of the report in the order in which a reader needs them; a new part is one file and one line here. */
export const insights: readonly Insight[] = [
  { id: 'goals', needs: (published) => paceNodes(published).length > 0, make: goals },
  { id: 'landed', needs: always, make: landed, open: 4 },
  { id: 'moved', needs: (published) => movementOf(published) !== null, make: moved },
  { id: 'highlights', needs: (published) => signalsOf(published).series > 0, make: highlights },
  { id: 'tactics', needs: hasTactics, make: tactics, open: 1 },
  {
    id: 'lively',
    needs: ({ member_use, group_week }) => member_use.length > 0 && isKnown(group_week.columns.messages),
    make: lively,
    open: 3,
  },
  { id: 'league', needs: always, make: league, open: 2 },
  { id: 'kols', needs: ({ kol_cards }) => kol_cards.length > 0, make: kols, open: 2 },
  { id: 'funnel', needs: (published) => funnelWeek(published) !== null, make: funnel, open: 2 },
  {
    id: 'matrix',
    needs: ({ group_overlap, lineage }) => group_overlap.length + lineage.length > 0,
    make: matrix,
    open: 2,
  },
  { id: 'risk', needs: ({ facts }) => facts.conversions > 0, make: risk, open: 1 },
  { id: 'cohorts', needs: ({ cohorts: rows }) => rows.length > 0, make: cohorts },
  {
    id: 'pyramid',
    needs: ({ pyramid: rows, reply_graph }) => rows.length + reply_graph.length > 0,
    make: pyramid,
  },
  { id: 'sensitivity', needs: always, make: sensitivity, isAppendix: true },
  { id: 'trust', needs: always, make: trust, open: 1, isAppendix: true },
  { id: 'method', needs: always, make: method, isAppendix: true },
];

/** The whole report as plain data; if it cannot be trusted, that comes first. */
export function buildReport(published: Published): Report {
  const { facts } = published;
  const words = wordsOf(facts);
  const begun = begunTactics(published);
  const isBad = worstLevel(checksOf(published)) === 'bad';
  const isFirst = ({ id }: Part) => isBad && id === 'trust';
  const parts = insights
    .filter(({ needs }) => needs(published))
    .map(({ make, open, isAppendix }) => {
      const part = make(begun);
      const isClosed = isAppendix === true && !isFirst(part);
      return folded({ ...part, blocks: withoutEmpty(part.blocks) }, { open, isClosed }, words);
    });
  const first = parts.filter(isFirst);
  return {
    language: facts.language,
    title: words.reportTitle,
    period: periodText(facts, words),
    as_of: `${facts.as_of.slice(0, 16).replace('T', ' ')} ${facts.timezone}`,
    run_hash: facts.run_hash,
    version: facts.version,
    opening: opening(begun),
    parts: [...first, ...parts.filter((part) => !first.includes(part))],
    missing: missingLines(published, words),
    tables: mainTables(published),
  };
}
