/** What a column of a list is about, by the words of its heading: in Chinese and English, as written by private-domain (SCRM) tools. */
export type Field = keyof typeof heads;

const heads = {
  group_name: [
    '群名称',
    '客户群名称',
    '所在群',
    '所属群',
    '群聊名称',
    '群聊',
    '领取客户群',
    '客户群',
    'group name',
    'group',
  ],
  group_id: ['群id', '客户群id', 'chat_id', 'chatid', 'group_id', 'group id'],
  group_owner: ['群主', '群主名称', '群主id', 'owner', 'group owner'],
  created_at: ['创群时间', '建群时间', '群创建时间', '创建时间', 'created at', 'created_at'],
  member_name: [
    '群成员昵称',
    '成员昵称',
    '群成员',
    '客户昵称',
    '客户姓名',
    '客户名称',
    '用户姓名',
    '领取客户',
    '昵称',
    '姓名',
    'nickname',
    'name',
    'member name',
  ],
  member_id: [
    'userid',
    'user_id',
    '外部联系人id',
    '客户id',
    '成员id',
    '用户id',
    'external_userid',
    'externaluserid',
    'member_id',
    'member id',
    'openid',
    'wxid',
  ],
  unionid: ['unionid', '微信unionid', 'union_id', '客户unionid'],
  phone: ['手机号', '手机', '手机号码', '电话', '联系电话', 'phone', 'mobile'],
  member_type: ['类型', '成员类型', '用户类型', 'type'],
  joined_at: ['入群时间', '加入时间', '进群时间', '加群时间', 'join time', 'joined at', 'joined_at'],
  left_at: ['退群时间', '离群时间', '退出时间', 'left at', 'left_at', 'leave time'],
  join_method: ['入群方式', '进群方式', '加入方式', 'join method', 'join_method'],
  inviter: ['邀请员工', '邀请人', '邀请者', '邀请成员', 'inviter', 'invited by'],
  code: ['渠道码', '渠道', '活码', '渠道名称', '来源渠道', 'state', 'code', 'channel code'],
  sender: ['发放员工', '发放人', '发送员工'],
  sent_at: ['发放时间', '发送时间'],
  envelope_type: ['红包类型'],
  envelope_count: ['红包个数', '红包数量'],
  amount_yuan: ['红包金额(元)', '红包金额', '金额(元)', '领取金额(元)', '领取金额'],
  amount_fen: ['红包金额(分)', '金额(分)', '领取金额(分)'],
  envelope_state: ['发放状态', '领取状态'],
  transaction: ['交易订单号', '订单号', '红包订单号'],
  opened_at: ['领取时间'],
  answered_at: ['日期', '提交时间', '填写时间', '答题时间', 'submitted at', 'timestamp', '时间戳记'],
  clicked_at: ['点击时间', '访问时间', 'clicked at', 'click time', 'clicked_at'],
  link: ['短链', '短链接', '链接', 'short link', 'short url', 'url', 'link'],
  add_method: ['添加方式', '添加渠道'],
} as const;

const fields = new Map<string, Field>(
  Object.entries(heads).flatMap(([field, words]) => words.map((word) => [word, field as Field] as const)),
);

/** A heading as used for comparison: half-width, without blanks, in lower case. */
export function plainHead(cell: string): string {
  return cell
    .normalize('NFKC')
    .replace(/^\ufeff/, '')
    .trim()
    .toLowerCase();
}

export function fieldOf(cell: string): Field | null {
  return fields.get(plainHead(cell)) ?? null;
}

/** The position of every field; null if the row is not a header: a header has at least two known words, and none twice. */
export function headerOf(cells: readonly string[]): ReadonlyMap<Field, number> | null {
  const found = new Map<Field, number>();
  const seen = new Set<string>();
  for (const [place, cell] of cells.entries()) {
    const plain = plainHead(cell);
    if (plain !== '' && seen.has(plain)) return null;
    seen.add(plain);
    const field = fieldOf(cell);
    if (field !== null && !found.has(field)) found.set(field, place);
  }
  return found.size >= 2 ? found : null;
}
