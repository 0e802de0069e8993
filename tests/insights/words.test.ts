import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/insights/index.js';
import { claimNames } from '../../src/insights/tactics/tactic_series.js';
import { labelFor, wordsOf } from '../../src/insights/wording/words.js';
import { renderHtml } from '../../src/report/html.js';
import { sample, withFacts } from '../report/sample.js';

const labels = {
  types: { STORE: { en: 'Our shops', zh: '直营店' } },
  kinds: { red_envelope: { en: 'lucky money', zh: null } },
  models: { linear: { en: 'equal shares', zh: '平摊' } },
  owners: {},
  matrices: {},
};

describe('the words of a report', () => {
  it('are those of the configuration, then those of the language, then the id', () => {
    const en = wordsOf(withFacts(sample, { labels, language: 'en' }).facts);
    const zh = wordsOf(withFacts(sample, { labels, language: 'zh' }).facts);
    expect(['store', 'Store', 'campus', 'bunker'].map((type) => labelFor(en.typeLabels, type))).toEqual([
      'Our shops',
      'Our shops',
      'campus groups',
      'bunker',
    ]);
    expect(labelFor(zh.typeLabels, 'store')).toBe('直营店');
    expect([labelFor(en.kindLabels, 'red_envelope'), labelFor(zh.kindLabels, 'red_envelope')]).toEqual([
      'lucky money',
      '红包',
    ]);
    expect(labelFor(zh.modelLabels, 'linear')).toBe('平摊');
  });

  it('are never those of the machine, whatever an id is called', () => {
    const { typeLabels } = wordsOf(sample.facts);
    for (const id of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect(labelFor(typeLabels, id)).toBe(id);
  });

  it('name a series of tactics by its kind', () => {
    const lift = [{ tactic_id: 'kind:red_envelope' }, { tactic_id: 'kind:pop_up' }];
    const tactics = [{ tactic_id: 'T1', name: null, kind: 'red_envelope' }];
    const names = claimNames({ tactics, lift }, wordsOf(withFacts(sample, { labels }).facts));
    expect(names.get('kind:red_envelope')).toBe('Lucky money, all 1');
    expect(names.get('kind:pop_up')).toBe('Pop_up, all 0');
  });

  it('stand on the page, as text', () => {
    const named = withFacts(sample, {
      labels: {
        ...labels,
        models: { linear: { en: '<b>equal</b> shares', zh: null } },
        owners: {},
        matrices: {},
      },
    });
    const html = renderHtml(buildReport(named));
    expect(html).toContain('&lt;b&gt;equal&lt;/b&gt; shares');
    expect(html).not.toContain('<b>equal</b>');
  });
});
