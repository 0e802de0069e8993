/** Owners of several groups: what they do in their weeks is noise that their groups share. */
import { describe, expect, test } from 'vitest';
import type { Check, CheckName } from '../../src/lift/checks/checks.js';
import { claimByOwner } from '../../src/lift/checks/owner_panel.js';
import { type ArmPart, followingOf, ownerNoise } from '../../src/lift/checks/owners.js';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import type { Panel } from '../../src/lift/panel/panel.js';
import type { Claim } from '../../src/lift/readings/claim.js';
import { type Reading, readClaims } from '../../src/lift/readings/read_claims.js';
import { stream } from '../../src/statistics/random.js';
import { claimOf } from './claim_of.js';
import { normal } from './world.js';

/** A part of an imputed effect. */
const part = (owner: number, arm: 0 | 1, share: number): ArmPart => ({
  owner,
  arm,
  share,
  leverage: share,
  is_within: false,
  occasion: 0,
});

describe('how far a tactic follows owners', () => {
  test('wholly: four owners of two groups each, two with it', () => {
    const parts = [0, 0, 1, 1, 2, 2, 3, 3].map((owner) => part(owner, owner < 2 ? 1 : 0, 1 / 4));
    expect(followingOf(parts)).toBeCloseTo(1, 12);
  });

  test('not at all: half of the groups of every owner', () => {
    expect(followingOf([0, 0, 1, 1].map((owner, unit) => part(owner, unit % 2 === 0 ? 1 : 0, 1 / 2)))).toBe(
      0,
    );
  });

  test('an owner with three groups with it and one without, one the other way round', () => {
    // by hand: T = 3/4, C = 1/4 and the reverse: sum (T - C)^2 = 1/2, units 8/16 = 1/2, apart 2 (9/16 + 1/16) = 5/4
    const parts = [0, 0, 0, 1, 0, 1, 1, 1].map((owner, unit) => part(owner, unit < 4 ? 1 : 0, 1 / 4));
    expect(followingOf(parts)).toBeCloseTo((1 / 2 - 1 / 2) / (5 / 4 - 1 / 2), 12);
    // five groups and three:
    const leaning = [0, 0, 0, 0, 0, 1, 1, 1].map((owner, unit) => part(owner, unit < 4 ? 1 : 0, 1 / 4));
    // owner 0: T = 1, C = 1/4; owner 1: C = 3/4; signed 9/16 + 9/16, apart 1 + 1/16 + 9/16
    expect(followingOf(leaning)).toBeCloseTo((9 / 8 - 1 / 2) / (13 / 8 - 1 / 2), 12);
  });

  test('owners of one group each are groups', () => {
    const parts = [0, 1, 2, 3].map((owner) => part(owner, owner < 2 ? 1 : 0, 1 / 2));
    expect(followingOf(parts)).toBe(0);
    expect(ownerNoise(parts, 1)).toBeNull();
  });
});

describe('the noise of owners', () => {
  // two owners of two groups in each arm
  const parts = [0, 0, 1, 1, 2, 2, 3, 3].map((owner) => part(owner, owner < 2 ? 1 : 0, 1 / 4));
  const square = (values: Float64Array) => values.reduce((sum, value) => sum + value ** 2, 0);

  test('is that of sums by owner, each with half of its arm', () => {
    const scores = Float64Array.from([3, 2, -3, -2, 1, 1, -1, -1]);
    const noise = ownerNoise(parts, 1)!;
    // (25 + 25 + 4 + 4) / (1 - 1/2)
    expect(square(noise.spread(scores, scores))).toBeCloseTo(116, 9);
    // two owners less one in each arm
    expect(noise.degrees(scores, scores, 6)).toBeCloseTo(2, 9);
  });

  test('of a single owner is lent by the others', () => {
    const single = [0, 0, 1, 1, 2, 2].map((owner) =>
      part(owner, owner < 1 ? 1 : 0, owner < 1 ? 1 / 2 : 1 / 4),
    );
    const noise = ownerNoise(single, 2)!;
    expect(noise.is_seen).toBe(true);
    const scores = Float64Array.from([1, -1, 2, 2, -2, -2]);
    // (16 + 16) / (1 - 1/2) for the controls, of which each is half; the single one is all of its arm and varies twice as much: 2^2 x 1 / (1/2) times as much
    expect(square(noise.spread(scores, scores))).toBeCloseTo(64 * (1 + 8), 9);
  });

  test('cannot be seen if each arm has one owner: the scores stay those of the groups', () => {
    const two = [0, 0, 1, 1].map((owner) => part(owner, owner === 0 ? 1 : 0, 1 / 2));
    const noise = ownerNoise(two, 1)!;
    const scores = Float64Array.from([1, -1, 1, -1]);
    expect(noise.is_seen).toBe(false);
    expect([...noise.spread(scores, scores)]).toEqual([...scores]);
    expect(noise.degrees(scores, scores, 2)).toBe(2);
  });
});

interface Drawn {
  readonly groups: number;
  readonly owners: number;
  readonly weeks: number;
  readonly first: (group: number, owner: number) => number;
  readonly shock: number;
  readonly seed: number;
}

/** Groups of owners with weeks of their own (autocorrelation .8), large enough that counts add no noise; nothing works. */
function panelOf({ groups, owners, weeks, first, shock, seed }: Drawn): Panel {
  const random = stream(seed, 'owners');
  const moods = Array.from({ length: owners }, () => {
    let mood = shock * normal(random);
    return Array.from({ length: weeks }, () => {
      mood = 0.8 * mood + 0.6 * shock * normal(random);
      return mood;
    });
  });
  return {
    unit_ids: Array.from({ length: groups }, (_, group) => `g${group}`),
    period_labels: Array.from({ length: weeks }, (_, week) => `w${week}`),
    outcome: Float64Array.from({ length: groups * weeks }, (_, cell) => {
      const [group, week] = [Math.floor(cell / weeks), cell % weeks];
      return 10 * Math.exp(moods[group % owners]![week]! + 0.1 * normal(random));
    }),
    first_treated: Int32Array.from({ length: groups }, (_, group) => first(group, group % owners)),
    weight: new Float64Array(groups).fill(10),
    activity: null,
    owner: Int32Array.from({ length: groups }, (_, group) => group % owners),
  };
}

function read(panel: Panel, more: Partial<Claim> = {}): Reading {
  return readClaims(
    [claimOf(panel, { shared_members: null, overlap: null, ...more })],
    defaultThresholds,
    1,
  )[0]!;
}

const checkOf = ({ checks }: Reading, name: CheckName): Check => checks.find(({ check }) => check === name)!;

const repeated = (count: number, draw: (seed: number) => boolean) =>
  Array.from({ length: count }, (_, seed) => draw(seed + 1)).filter(Boolean).length / count;

describe('a tactic given to owners', () => {
  const drawn = { groups: 60, owners: 10, weeks: 24, shock: 0.3 };
  const toOwners = (_: number, owner: number) => (owner < 4 ? 12 : -1);

  test('whose weeks differ: the raw interval covers, and did not as long as groups were taken for independent', () => {
    const covers = (isKnown: boolean) =>
      repeated(60, (seed) => {
        const { owner, ...panel } = panelOf({ ...drawn, first: toOwners, seed });
        const { low, high } = read(isKnown ? { ...panel, owner: owner! } : panel).tested!;
        return low <= 0 && high >= 0;
      });
    expect(covers(true)).toBeGreaterThanOrEqual(0.9);
    expect(covers(false)).toBeLessThan(0.7);
  });

  test('is said in the check, which widens nothing where owners can be compared', () => {
    const reading = read(panelOf({ ...drawn, first: toOwners, seed: 1 }));
    expect(checkOf(reading, 'owners')).toMatchObject({ bound: 0 });
    expect(checkOf(reading, 'owners').size).toBeCloseTo(1, 9);
    expect([reading.treated_units, reading.control_units]).toEqual([24, 36]);
  });

  test('to one of two: nothing shows how much owners differ, so that all of the estimate may be theirs', () => {
    const half = (_: number, owner: number) => (owner === 0 ? 12 : -1);
    const shifted = panelOf({ ...drawn, groups: 40, owners: 2, shock: 0, first: half, seed: 1 });
    const outcome = shifted.outcome.map((rate, cell) =>
      Math.floor(cell / 24) % 2 === 0 && cell % 24 >= 12 ? 1.5 * rate : rate,
    );
    const reading = read({ ...shifted, outcome });
    const { size, bound } = checkOf(reading, 'owners');
    expect(size).toBe(1);
    expect(bound).toBeCloseTo(reading.tested!.estimate, 9);
    expect(reading.verdict).toBe('clear_difference');
    expect(reading.reason).toBe('owners');
  });

  test('half of the groups of each: owners cancel, and the reading is that of groups', () => {
    const inEach = (group: number) => (Math.floor(group / 10) % 2 === 0 ? 12 : -1);
    const { owner, ...panel } = panelOf({ ...drawn, first: inEach, seed: 1 });
    const [known, unknown] = [read({ ...panel, owner: owner! }), read(panel)];
    expect(checkOf(known, 'owners').size).toBe(0);
    expect(known.tested).toEqual(unknown.tested);
    expect(checkOf(unknown, 'owners').size).toBeNull();
  });
});

describe('a trial whose owners were drawn', () => {
  const weeks = 20;
  const drawn = { groups: 60, owners: 12, weeks, shock: 0.3 };
  const trial = (panel: Panel) => {
    const treated = panel.first_treated.filter((date) => date >= 0).length;
    const since = new Int32Array(panel.unit_ids.length).fill(12);
    return { randomised: { treated, holdout: panel.unit_ids.length - treated, since } };
  };

  test('is proven as often as a test of 5 % is, not in a fifth of the draws', () => {
    const proven = (isKnown: boolean) =>
      repeated(60, (seed) => {
        const { owner, ...panel } = panelOf({ ...drawn, first: (_, one) => (one < 6 ? 12 : -1), seed });
        return (
          read(isKnown ? { ...panel, owner: owner! } : panel, trial(panel)).verdict === 'proven_by_holdout'
        );
      });
    expect(proven(true)).toBeLessThanOrEqual(0.1);
    expect(proven(false)).toBeGreaterThan(0.2);
  });

  test('has owners for its groups: six in an arm are needed for proof', () => {
    const panel = panelOf({
      ...drawn,
      owners: 10,
      shock: 0,
      first: (_, one) => (one < 5 ? 12 : -1),
      seed: 1,
    });
    const outcome = panel.outcome.map((rate, cell) =>
      panel.first_treated[Math.floor(cell / weeks)]! >= 0 && cell % weeks >= 12 ? 2 * rate : rate,
    );
    const reading = read({ ...panel, outcome }, trial(panel));
    expect(checkOf(reading, 'groups_per_arm').size).toBe(5);
    expect(reading.verdict).toBe('clear_difference');
    expect([reading.treated_units, reading.control_units]).toEqual([30, 30]);
  });

  test('adds their groups up: results, time and members', () => {
    const panel: Panel = {
      unit_ids: ['a', 'b', 'c', 'd'],
      period_labels: ['1', '2'],
      outcome: Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8]),
      time: Float64Array.from([1, 1, 3, 1, 1, 1, 0, 1]),
      first_treated: Int32Array.from([1, 1, -1, -1]),
      weight: Float64Array.from([1, 3, 1, 1]),
      activity: Float64Array.from([2, 4, 1, 1]),
      owner: Int32Array.from([7, 7, 7, 9]),
    };
    const claim = claimByOwner(claimOf(panel, { reported: Uint8Array.from([0, 1, 0, 0, 0, 0, 0, 0]) }));
    expect(claim.panel.unit_ids).toEqual(['a', 'c', 'd']);
    // (1 x 1 + 3 x 3) / 4 and (2 + 4) / 2
    expect([...claim.panel.outcome]).toEqual([2.5, 3, 5, 6, 0, 8]);
    expect([...claim.panel.time!]).toEqual([4, 2, 1, 1, 0, 1]);
    expect([...claim.panel.weight]).toEqual([4, 1, 1]);
    expect([...claim.panel.activity!]).toEqual([3.5, 1, 1]);
    expect([...claim.reported!]).toEqual([0, 1, 0, 0, 0, 0]);
  });
});

test('few groups of one owner are compared with sets of groups of one owner', () => {
  const few = (group: number, owner: number) => (owner === 0 && group < 75 ? 12 : -1);
  const panel = panelOf({ groups: 100, owners: 25, weeks: 24, shock: 0.3, first: few, seed: 3 });
  const { owner, ...unknown } = panel;
  const reading = read(panel);
  expect(reading.estimator).toBe('synthetic_did');
  // 24 other owners, and the groups of the same owner without it
  expect(checkOf(reading, 'enough_placebos').size).toBe(26);
  expect(checkOf(read(unknown), 'enough_placebos').size).toBe(200);
  expect(reading.treated_units).toBe(3);
});
