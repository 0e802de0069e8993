import { languages } from '../report/language.js';
import type { Published } from '../report/published.js';
import type { Part, Report } from '../report/report.js';
import { landed } from './landed.js';
import { league } from './league.js';
import { method } from './method.js';
import { periodText } from './period.js';
import { sensitivity } from './sensitivity.js';
import { mainTables } from './sheets.js';
import { opening, summary } from './summary.js';
import { tactics } from './tactics.js';
import { trust } from './trust.js';

/** One insight answers one question of the report. */
export type Insight = (published: Published) => Part;

/** The parts of the report in order; a new part is one file and one line here. */
export const insights: readonly Insight[] = [trust, summary, landed, league, tactics, sensitivity, method];

/** The whole report as plain data. */
export function buildReport(published: Published): Report {
  const { facts } = published;
  const words = languages[facts.language];
  return {
    language: facts.language,
    title: words.reportTitle,
    period: periodText(facts, words),
    as_of: `${facts.as_of.slice(0, 16).replace('T', ' ')} ${facts.timezone}`,
    run_hash: facts.run_hash,
    version: facts.version,
    opening: opening(published),
    parts: insights.map((insight) => insight(published)),
    tables: mainTables(published),
  };
}
