import { between, chance, type Random, stream, unit } from '../../statistics/random.js';
import { type Activity, activity } from './activities.js';
import { day_s, dayOf, end_s, hour_s, minute_s, momentOf } from './clock.js';
import { groupOf, liveQr } from './groups.js';
import { isPresent, memberIdOf, type Person } from './people.js';
import { type Tactic, tactics } from './tactics.js';

/** Somebody took part in a tactic: the first touch, and the chance that it brings an order. */
export interface Response {
  readonly person: Person;
  readonly tactic: Tactic;
  readonly group_id: string;
  readonly touches: readonly Activity[];
}

/** How members respond to each kind of tactic. A split and a fission ask nothing of existing members. */
const answers: Readonly<
  Record<string, (random: Random, tactic: Tactic, group_id: string, who: Person) => Activity[]>
> = {
  link_drop: clicks,
  campaign: clicksAndScans,
  red_envelope: openings,
  survey: surveyAnswers,
  activity: signupAndCheckins,
  live: liveStream,
  split: () => [],
  fission: () => [],
};

/** Everybody who took part in a tactic, with what they did. */
export function responses(seed: number, crowd: readonly Person[]): Response[] {
  const random = stream(seed, 'responses');
  return tactics.flatMap((tactic) =>
    tactic.groups.flatMap((group_id) =>
      present(crowd, group_id, tactic.starts_s)
        .filter((person) => chance(random, shareOf(tactic, group_id, person)))
        .map((person) => ({ person, tactic, group_id, touches: answer(random, tactic, group_id, person) }))
        .filter(({ touches }) => touches.length > 0),
    ),
  );
}

/** People who talk take part more often, and everybody does in lively groups: that is why liveliness looks like success. */
function shareOf(tactic: Tactic, group_id: string, person: Person): number {
  return tactic.rate * (person.talks ? 1.4 : 0.7) * (group_id === '0106' ? 1.4 : 1);
}

function answer(random: Random, tactic: Tactic, group_id: string, who: Person): Activity[] {
  const kind = answers[tactic.kind] as (typeof answers)[string];
  return kind(random, tactic, group_id, who).filter(({ ts_s }) => ts_s < Math.min(tactic.ends_s, end_s));
}

function present(crowd: readonly Person[], group_id: string, ts_s: number): Person[] {
  const first_s = Math.max(ts_s, groupOf(group_id).created_s) + hour_s;
  return crowd.filter(
    (person) =>
      person.role === 'member' &&
      person.stays.some((stay) => stay.group_id === group_id && isPresent(stay, first_s)),
  );
}

/** The operators' money in a red envelope, and the members' share of it. */
export function envelopes(): Activity[] {
  return tactics
    .filter((tactic) => tactic.kind === 'red_envelope')
    .flatMap((tactic) =>
      tactic.groups.map((group_id) => {
        const sender = {
          member_id: memberIdOf('operator', groupOf(group_id).operator),
          role: 'operator' as const,
        };
        const amount_fen = Math.round((Number(tactic.cost) * 100) / tactic.groups.length);
        return activity(tactic.starts_s, group_id, 'red_envelope_sent', sender, {
          tactic_id: tactic.tactic_id,
          amount_fen,
        });
      }),
    );
}

function openings(random: Random, tactic: Tactic, group_id: string, who: Person): Activity[] {
  const draw = unit(random);
  const ts_s = tactic.starts_s + 5 + Math.floor(draw * draw * 110 * minute_s);
  const amount_fen = between(random, 30, 880);
  return [activity(ts_s, group_id, 'red_envelope_open', who, { tactic_id: tactic.tactic_id, amount_fen })];
}

function clicks(random: Random, tactic: Tactic, group_id: string, who: Person): Activity[] {
  const count = chance(random, 0.25) ? 2 : 1;
  const code = tactic.code !== null && chance(random, 0.5) ? tactic.code : null;
  return Array.from({ length: count }, () =>
    activity(momentIn(random, tactic), group_id, 'link_click', who, {
      tactic_id: chance(random, 0.9) ? tactic.tactic_id : null,
      code,
    }),
  );
}

function clicksAndScans(random: Random, tactic: Tactic, group_id: string, who: Person): Activity[] {
  if (chance(random, 0.78)) return clicks(random, tactic, group_id, who);
  const ts_s = momentIn(random, tactic);
  return [
    activity(ts_s, group_id, 'code_scan', who, { tactic_id: tactic.tactic_id, code: liveQr(group_id) }),
  ];
}

function surveyAnswers(random: Random, tactic: Tactic, group_id: string, who: Person): Activity[] {
  return [
    activity(momentIn(random, tactic), group_id, 'survey_answer', who, { tactic_id: tactic.tactic_id }),
  ];
}

/** A signup on the first days, then daily check-ins until interest fades. */
function signupAndCheckins(random: Random, tactic: Tactic, group_id: string, who: Person): Activity[] {
  const tactic_id = tactic.tactic_id;
  const first = dayOf(tactic.starts_s);
  const last = Math.min(dayOf(tactic.ends_s - 1), first + 60);
  const signup_s = momentOf(random, first + between(random, 0, Math.min(2, last - first)));
  const done = [activity(signup_s, group_id, 'event_signup', who, { tactic_id })];
  for (let day = dayOf(signup_s) + 1; day <= last && chance(random, 0.8); day += 1) {
    if (chance(random, 0.6))
      done.push(activity(momentOf(random, day), group_id, 'event_checkin', who, { tactic_id }));
  }
  return done;
}

function liveStream(random: Random, tactic: Tactic, group_id: string, who: Person): Activity[] {
  const tactic_id = tactic.tactic_id;
  const on_air_s = tactic.starts_s + 20 * hour_s;
  const signup_s = tactic.starts_s + between(random, 9 * hour_s, 19 * hour_s);
  const signup = activity(signup_s, group_id, 'event_signup', who, { tactic_id });
  if (chance(random, 0.35)) return [signup];
  const checkin_s = on_air_s + between(random, 0, 90 * minute_s);
  const checkin = activity(checkin_s, group_id, 'event_checkin', who, { tactic_id });
  if (chance(random, 0.45)) return [signup, checkin];
  const click_s = checkin_s + between(random, minute_s, 60 * minute_s);
  return [signup, checkin, activity(click_s, group_id, 'link_click', who, { tactic_id, code: tactic.code })];
}

/** A time during the tactic: half of the responses come on its first day. */
function momentIn(random: Random, tactic: Tactic): number {
  const last = Math.floor((Math.min(tactic.ends_s, end_s) - 1) / day_s);
  const first = dayOf(tactic.starts_s);
  return momentOf(random, chance(random, 0.5) ? first : between(random, first, last));
}
