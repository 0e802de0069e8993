import { inputLabel } from '../../insights/wording/words.js';
import { languages } from '../../report/language.js';
import type { LeftOutName } from '../../report/published.js';

/** Something about a run that its reader should know, as data: the text is made per language. */
export type Note =
  | { readonly kind: 'no_memberships' | 'no_touch_kinds' }
  | { readonly kind: 'repeated_file'; readonly file: string; readonly table: string }
  | {
      readonly kind: 'encoding';
      readonly table: string;
      readonly file: string;
      /** number of files of the table, including that one */
      readonly count: number;
      readonly encoding: string;
      readonly encoding_by: 'declared' | 'found';
    }
  | { readonly kind: 'cumulative'; readonly goal: string; readonly rising: number; readonly users: number }
  | { readonly kind: 'idle_exclusions'; readonly id_type: string; readonly count: number }
  | {
      readonly kind: 'skipped_rows';
      readonly rule: 'blank' | 'repeated header' | 'total row' | 'footer' | 'below until';
      readonly count: number;
      readonly file: string;
      readonly line: number | null;
    }
  | {
      readonly kind: 'rows_inside';
      readonly count: number;
      readonly file: string;
      readonly first_line: number;
      readonly last_line: number;
    }
  | { readonly kind: 'ambiguous_times'; readonly count: number; readonly table: string }
  | {
      readonly kind: 'conflicts';
      readonly count: number;
      readonly rule: 'newest' | 'latest' | 'first' | 'sum';
    }
  | (LeftOutNote & {
      readonly kind: 'no_goal';
      readonly names: readonly LeftOutName[];
      /** whether there are further ones */
      readonly more: boolean;
    })
  | (LeftOutNote & { readonly kind: 'late_conversions' | 'late_reversals' })
  | { readonly kind: 'other_states'; readonly count: number; readonly states: string }
  | {
      readonly kind: 'near_words';
      /** where the words are, such as activities.kind */
      readonly what: string;
      readonly count: number;
      readonly words: string;
    }
  | { readonly kind: CountedNote; readonly count: number };

/** Something that no figure includes: how many of how many, its money as text, and its share of the count or of the money. */
interface LeftOutNote {
  readonly part: number;
  readonly whole: number;
  readonly money: string;
  readonly share: number;
}

/** Notes that count something. */
type CountedNote =
  | 'listless_groups'
  | 'unknown_codes'
  | 'quarantine'
  | 'excess_reversals'
  | 'lost_reversals'
  | 'idle_reversals'
  | 'promo_suspects'
  | 'without_value';

/** Every kind of note, in display order; a kind missing here does not compile. */
const shownInOrder: { readonly [kind in Note['kind']]: true } = {
  no_memberships: true,
  listless_groups: true,
  no_touch_kinds: true,
  repeated_file: true,
  encoding: true,
  skipped_rows: true,
  rows_inside: true,
  ambiguous_times: true,
  no_goal: true,
  late_conversions: true,
  late_reversals: true,
  other_states: true,
  near_words: true,
  conflicts: true,
  unknown_codes: true,
  quarantine: true,
  excess_reversals: true,
  lost_reversals: true,
  idle_reversals: true,
  promo_suspects: true,
  without_value: true,
  idle_exclusions: true,
  cumulative: true,
};

/** What lies outside of every figure is one of the checks of the report, with its share, and no note beside them. */
export type SaidNote = Exclude<Note, { kind: LeftOutKind }>;

type LeftOutKind = 'no_goal' | 'late_conversions' | 'late_reversals';

/** Whether a note is printed as one. */
export function isSaid(note: Note): note is SaidNote {
  return note.kind !== 'no_goal' && note.kind !== 'late_conversions' && note.kind !== 'late_reversals';
}

export const noteKinds = Object.keys(shownInOrder) as readonly Note['kind'][];

const skippedInEnglish = {
  blank: ['row without any value', 'rows without any value'],
  'repeated header': ['repeated header', 'repeated headers'],
  'total row': ['total row', 'total rows'],
  footer: ['line below the data', 'lines below the data'],
  'below until': ['row below until', 'rows below until'],
} as const;

const skippedInChinese = {
  blank: '空行',
  'repeated header': '重复表头',
  'total row': '合计行',
  footer: '表尾说明行',
  'below until': '数据结束行（until）之后的行',
} as const;

const keptInEnglish = {
  newest: 'the newest snapshot was kept',
  latest: 'the latest version was kept',
  first: 'the first version was kept',
  sum: 'their rows were added up',
} as const;

const keptInChinese = {
  newest: '保留最新快照',
  latest: '保留最后一个版本',
  first: '保留第一个版本',
  sum: '各行已相加',
} as const;

/** One sentence in English. */
export function noteInEnglish(note: SaidNote): string {
  const many = (count: number, one: string, more: string) => `${grouped(count)} ${count === 1 ? one : more}`;
  switch (note.kind) {
    case 'no_memberships':
      return 'No memberships table: the first post of a member stands for joining, so leaves cannot be observed.';
    case 'no_touch_kinds':
      return 'No activity is of a kind that the configuration counts as a touch, so nothing can be credited except codes.';
    case 'repeated_file':
      return `${note.file} has the same content as an earlier file of ${note.table} and was read once.`;
    case 'encoding':
      return `${note.count === 1 ? note.file : `${grouped(note.count)} files (${note.file}, ...)`} of ${note.table} ${note.count === 1 ? 'was' : 'were'} read as ${note.encoding}, ${note.encoding_by === 'declared' ? 'as the configuration says' : `found from the bytes; \`encoding\` under inputs.${note.table} would say otherwise`}.`;
    case 'ambiguous_times':
      return `${many(note.count, 'time', 'times')} in ${note.table} exist twice (end of daylight saving); one of the two was taken.`;
    case 'skipped_rows':
      return `${note.file}: ${many(note.count, skippedInEnglish[note.rule][0], skippedInEnglish[note.rule][1])}${note.line === null ? '' : ` (${note.count === 1 ? '' : 'the first: '}line ${note.line})`} left out.`;
    case 'rows_inside':
      return `${note.file}: ${many(note.count, 'row stands', 'rows stand')} inside a value with line breaks (the first such value: lines ${note.first_line} to ${note.last_line}) and ${note.count === 1 ? 'was' : 'were'} not read as rows. If they are rows, a quote before them does not close.`;
    case 'idle_exclusions':
      return `${many(note.count, 'exclusion', 'exclusions')} of the id type "${note.id_type}", which no identity has; nobody is excluded by them. Known are member, user and the types of the identities.`;
    case 'cumulative':
      return `The values of ${note.goal} look like totals so far: for ${grouped(note.rising)} of ${many(note.users, 'user', 'users')} with 5 conversions or more they only rise. If they are, value is far too high.`;
    case 'conflicts':
      return `${many(note.count, 'conversion id', 'conversion ids')} came in several rows; ${keptInEnglish[note.rule]} (table conflicts).`;
    case 'other_states':
      return `${many(note.count, 'row', 'rows')} of conversions are in states that did not land, and were left out: ${note.states}.`;
    case 'near_words':
      return `${note.what}: ${many(note.count, 'row holds a word that is', 'rows hold words that are')} none of the known ones, or only nearly: ${note.words}; grouplift check says what they may mean.`;
    case 'listless_groups':
      return `${many(note.count, 'group with activities is', 'groups with activities are')} in no list of members: nobody counts as a member there, and rates per member and the match rate leave ${note.count === 1 ? 'it' : 'them'} out.`;
    case 'unknown_codes':
      return `${many(note.count, 'code', 'codes')} on conversions not found in the codes table (table unknown_codes).`;
    case 'quarantine':
      return `${many(note.count, 'set of linked ids', 'sets of linked ids')} that cannot be one person, quarantined (table quarantine).`;
    case 'excess_reversals':
      return `${many(note.count, 'conversion', 'conversions')} reversed for more than the value; the excess is not counted (table excess_reversals).`;
    case 'lost_reversals':
      return `Reversals name ${many(note.count, 'conversion', 'conversions')} that the input does not have; they take nothing back (table lost_reversals).`;
    case 'idle_reversals':
      return `Reversals name ${many(note.count, 'conversion that has', 'conversions that have')} not landed, or ${note.count === 1 ? 'is' : 'are'} later than the end of what was read: there is nothing to take back.`;
    case 'promo_suspects':
      return `${many(note.count, 'person looks like a promo abuser', 'people look like promo abusers')} (table promo_suspects); nothing was taken out, and promo_effect shows what landed without them.`;
    case 'without_value':
      return `${many(note.count, 'conversion', 'conversions')} of a goal with value came without one; they count, but add nothing to the value.`;
  }
}

/** One sentence in Chinese. */
export function noteInChinese(note: SaidNote): string {
  switch (note.kind) {
    case 'no_memberships':
      return '没有成员关系表：以成员的首次发言代替入群时间，因此无法观测退群。';
    case 'no_touch_kinds':
      return '没有任何活动属于配置中计为触点的类型，除渠道码外无法归因。';
    case 'repeated_file':
      return `${note.file} 与“${inputLabel(languages.zh, note.table)}”中较早的文件内容相同，只读取一次。`;
    case 'encoding':
      return `“${inputLabel(languages.zh, note.table)}”的 ${note.count === 1 ? note.file : `${grouped(note.count)} 个文件（${note.file} 等）`} 按 ${note.encoding} 编码读取（${note.encoding_by === 'declared' ? '由配置指定' : `由内容判断；如有误，请在 inputs.${note.table} 下用 encoding 指定`}）。`;
    case 'ambiguous_times':
      return `“${inputLabel(languages.zh, note.table)}”中有 ${grouped(note.count)} 个时刻在夏令时结束时出现两次，已取其一。`;
    case 'skipped_rows':
      return `${note.file}：跳过 ${grouped(note.count)} 行${skippedInChinese[note.rule]}${note.line === null ? '' : `（${note.count === 1 ? '' : '首行在'}第 ${note.line} 行）`}。`;
    case 'rows_inside':
      return `${note.file}：${grouped(note.count)} 行位于含换行的单元格内（首个此类单元格在第 ${note.first_line} 至 ${note.last_line} 行），未作为数据行读取。若它们本是数据行，则此前有引号未闭合。`;
    case 'idle_exclusions':
      return `${grouped(note.count)} 条排除名单的 ID 类型为“${note.id_type}”，身份数据中没有这种类型，因此未排除任何人。`;
    case 'cumulative':
      return `${note.goal} 的金额疑为累计值：在转化达 5 次的 ${grouped(note.users)} 名用户中，${grouped(note.rising)} 名的金额只增不减。若属实，总金额被严重高估。`;
    case 'conflicts':
      return `${grouped(note.count)} 个转化 ID 各有多行，${keptInChinese[note.rule]}（见表 conflicts）。`;
    case 'other_states':
      return `转化数据中有 ${grouped(note.count)} 行的状态不属于落地状态，未计入：${note.states}。`;
    case 'near_words':
      return `${note.what}：${grouped(note.count)} 行的取值不是已知词，或仅写法相近，未按已知词处理：${note.words}；含义请用 grouplift check 核对。`;
    case 'listless_groups':
      return `${grouped(note.count)} 个有活动的群不在成员名单里：那里没有人算作成员，人均数据和匹配率都不含这些群。`;
    case 'unknown_codes':
      return `转化携带的 ${grouped(note.count)} 个渠道码不在 codes 表中（见表 unknown_codes）。`;
    case 'quarantine':
      return `${grouped(note.count)} 组关联 ID 不可能属于同一人，已隔离（见表 quarantine）。`;
    case 'excess_reversals':
      return `${grouped(note.count)} 个转化的退款超过其金额，超出部分不计（见表 excess_reversals）。`;
    case 'lost_reversals':
      return `退款涉及 ${grouped(note.count)} 个不在转化表中的转化，未作扣减（见表 lost_reversals）。`;
    case 'idle_reversals':
      return `退款涉及 ${grouped(note.count)} 个尚未落地或晚于读取截止时间的转化，无需扣减。`;
    case 'promo_suspects':
      return `${grouped(note.count)} 人疑似薅羊毛（见表 promo_suspects），未作任何剔除；剔除后的结果见表 promo_effect。`;
    case 'without_value':
      return `${grouped(note.count)} 个应有金额的转化没有金额：计入次数，不增加金额。`;
  }
}

/** A count with thousands separators. */
function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
