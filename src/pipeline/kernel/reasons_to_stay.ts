/** The stage `reasons_to_stay` in arrays. */
import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';
import { isRecentMark, type Presences } from './presences.js';

/** By number: 2 if the person wrote, and 1 if the person landed something. */
const classes = ['neither', 'lands', 'talks', 'both'] as const;

/** The group number of all groups together. */
const everybody = 0;

interface Lander {
  readonly conversions: number;
  readonly conversions_net: number;
}

/** Who wrote where and landed what in the last 28 days, by home_key. */
interface Recent {
  readonly talk: ReadonlyMap<number, ReadonlySet<number>>;
  readonly landers: ReadonlyMap<number, Lander>;
}

/** Creates the table `reasons_to_stay`. */
export async function putReasons(engine: Engine, presences: Presences): Promise<number> {
  const sums = sumClasses(presences, await readRecent(engine));
  const rows = [...sums].flatMap(([group_no, ofGroup]) =>
    ofGroup.flatMap((sum, place) => (sum.people === 0 ? [] : [{ group_no, class: classes[place]!, ...sum }])),
  );
  const types = {
    group_no: 'BIGINT',
    class: 'VARCHAR',
    people: 'BIGINT',
    conversions: 'BIGINT',
    conversions_net: 'BIGINT',
  };
  await engine.put('reasons_to_stay', types, rows);
  return rows.length;
}

async function readRecent(engine: Engine): Promise<Recent> {
  const talk = new Map<number, Set<number>>();
  const wrote = await readRows(
    engine,
    { home_key: 'number', group_no: 'number' },
    'SELECT home_key, group_no FROM recent_talk',
  );
  for (const { home_key, group_no } of wrote) {
    const groups = talk.get(home_key);
    if (groups === undefined) talk.set(home_key, new Set([group_no]));
    else groups.add(group_no);
  }
  const landed = await readRows(
    engine,
    { person_no: 'number', conversions: 'number', conversions_net: 'number' },
    'SELECT person_no, conversions, conversions_net FROM recent_landers',
  );
  return { talk, landers: new Map(landed.map(({ person_no, ...sums }) => [person_no, sums])) };
}

type Sum = { people: number; conversions: number; conversions_net: number };

/** By group, the sums of every class. */
function sumClasses(
  { low, starts, groups, marks }: Presences,
  { talk, landers }: Recent,
): Map<number, Sum[]> {
  const sums = new Map<number, Sum[]>();
  const add = (group_no: number, talks: boolean, lander: Lander | undefined) => {
    let ofGroup = sums.get(group_no);
    if (ofGroup === undefined) {
      ofGroup = classes.map(() => ({ people: 0, conversions: 0, conversions_net: 0 }));
      sums.set(group_no, ofGroup);
    }
    const sum = ofGroup[(talks ? 2 : 0) + (lander === undefined ? 0 : 1)]!;
    sum.people++;
    sum.conversions += lander?.conversions ?? 0;
    sum.conversions_net += lander?.conversions_net ?? 0;
  };
  for (let home = 0; home + 1 < starts.length; home++) {
    const [wrote, lander] = [talk.get(home + low), landers.get(home + low)];
    let isPresent = false;
    for (let at = starts[home]!; at < starts[home + 1]!; at++) {
      if (!isRecentMark(marks[at]!)) continue;
      isPresent = true;
      add(groups[at]!, wrote?.has(groups[at]!) ?? false, lander);
    }
    if (isPresent) add(everybody, wrote !== undefined, lander);
  }
  return sums;
}
