import { columnsOf, type TableName, tableNames } from '../../contract/tables.js';
import { orderNames } from './order_names.js';

/** Names of columns that may contain both days of a tactic, such as 11.2-11.4. */
export const rangeNames: readonly string[] = [
  '时间',
  '日期',
  '活动时间',
  '活动日期',
  '档期',
  'dates',
  'period',
];

/** Columns with the title of a group: its id, where a file has no better one. */
export const groupTitles: readonly string[] = [
  'groupname',
  'chatname',
  'roomname',
  '群名',
  '群名称',
  '群聊',
  '群聊名称',
  '社群名称',
];

/** Names of source columns for canonical ones, in the form used for comparison: lower case, without spaces, hyphens, underscores and the unit yuan. */
const shared: Readonly<Record<string, readonly string[]>> = {
  ts: [
    'time',
    'timestamp',
    'datetime',
    'eventtime',
    'occurredat',
    'createdat',
    'createtime',
    '时间',
    '发生时间',
    '创建时间',
    '事件时间',
  ],
  group_id: [
    'group',
    'groupid',
    'chatid',
    'chat',
    'roomid',
    'room',
    'channelid',
    'channel',
    '群id',
    '群聊id',
    '群编号',
    '群号',
    '群',
    '社群id',
    '社群编号',
    '社群',
    ...groupTitles,
  ],
  member_id: [
    'member',
    'memberid',
    'senderid',
    'sender',
    'fromid',
    'wxid',
    'externaluserid',
    'openid',
    '成员id',
    '成员',
    '群成员id',
    '成员编号',
    '发送人id',
    '发送人',
    '发送者',
    '外部联系人id',
    ...['微信id', '微信号', '微信openid', 'wechatid', 'wechat'],
  ],
  user_id: [
    'user',
    'userid',
    'uid',
    'customerid',
    'customer',
    'buyerid',
    'accountid',
    '用户id',
    '用户',
    '用户编号',
    '买家id',
    '客户id',
    '会员id',
    '会员编号',
    ...[
      'customeruserid',
      'buyeruserid',
      'buyer',
      '买家',
      '买家会员名',
      '买家昵称',
      '下单帐号',
      '下单账号',
      '下单用户',
    ],
    ...['买家账号', '买家帐号', '会员号', '客户编号', '客户'],
  ],
  conversion_id: [
    'conversionid',
    'orderid',
    'orderno',
    'ordernumber',
    'ordersn',
    'transactionid',
    '订单号',
    '订单id',
    '订单编号',
    '交易号',
    '流水号',
    '转化id',
    ...['order', 'ordercode', 'ordernum', '主订单编号', '主订单号', '交易单号', '商户订单号', '网店订单号'],
  ],
  tactic_id: [
    'tactic',
    'tacticid',
    'campaignid',
    'campaign',
    'eventid',
    '玩法id',
    '玩法',
    '玩法编号',
    '活动id',
    '活动编号',
  ],
  kol_id: ['kol', 'kolid', 'kolname', '达人id', '达人', 'kol编号', '达人编号'],
  code: [
    'promocode',
    'couponcode',
    'coupon',
    'channelcode',
    'qrcode',
    'utmcode',
    '优惠码',
    '渠道码',
    '活码',
    '券码',
    '邀请码',
  ],
  currency: ['currencycode', 'ccy', '币种', '货币'],
  platform: ['app', '平台'],
  source: ['来源', '数据来源'],
  ingested_at: ['ingestedat', 'loadedat', 'etltime', 'updatedat', '入库时间', '更新时间'],
  name: ['title', '名称', '名字'],
  owner: ['operator', 'responsible', '负责人', '运营'],
  reason: ['原因'],
};

/** Names that mean a column only in one table; they take precedence over the shared ones. */
const special: Readonly<Partial<Record<TableName, Readonly<Record<string, readonly string[]>>>>> = {
  activities: {
    ts: [
      'senttime',
      'sentat',
      'sendtime',
      'messagetime',
      'msgtime',
      'clicktime',
      '发送时间',
      '消息时间',
      '发言时间',
      '点击时间',
    ],
    kind: [
      'type',
      'event',
      'eventtype',
      'messagetype',
      'msgtype',
      'action',
      'interaction',
      '类型',
      '行为',
      '动作',
      '消息类型',
      '事件',
      '事件类型',
    ],
    activity_id: ['id', 'activityid', 'messageid', 'msgid', '消息id', '活动流水号', '记录id'],
    role: ['memberrole', '角色', '身份'],
    reply_to: ['replyto', 'replytoid', 'quoteid', '回复消息id', '回复'],
    mention_all: ['mentionall', 'atall', '提醒全员', '@所有人'],
    url_count: ['urlcount', 'links', 'linkcount', '链接数'],
    text_length: ['textlength', 'length', 'chars', '字数', '消息长度'],
    amount: ['money', '金额', '红包金额'],
    member_id: ['userid', 'uid', 'user', 'customerid', '用户id'],
  },
  conversions: orderNames,
  identities: {
    id_type_a: ['idtypea', 'typea'],
    id_a: ['ida'],
    id_type_b: ['idtypeb', 'typeb'],
    id_b: ['idb'],
    confidence: ['置信度'],
    first_seen: ['firstseen', '首次出现'],
  },
  memberships: {
    joined_at: ['joinedat', 'jointime', 'joindate', 'joined', '入群时间', '加入时间', '进群时间'],
    left_at: ['leftat', 'leavetime', 'quittime', 'left', '退群时间', '离开时间'],
    left_known: ['leftknown'],
    join_method: ['joinmethod', 'joinscene', 'joinsource', '入群方式', '加入方式'],
    inviter_id: ['inviter', 'inviterid', 'invitedby', '邀请人id', '邀请人'],
    member_id: ['userid', 'uid', 'user', '用户id'],
  },
  groups: {
    name: groupTitles,
    type: ['grouptype', '群类型', '类型'],
    matrix: ['矩阵', '社群矩阵', '群矩阵'],
    owner_id: ['owner', 'ownerid', '群主id', '群主'],
    created_at: ['createdat', 'createtime', '建群时间', '创建时间'],
    closed_at: ['closedat', 'dissolvedat', '解散时间', '关闭时间'],
    capacity: ['maxmembers', '人数上限', '容量'],
  },
  reversals: {
    ts: ['refundtime', 'refundedat', 'cancelledat', '退款时间', '退货时间', '取消时间'],
    value: ['refundamount', 'amount', 'refund', '退款金额', '金额'],
    reason: ['refundreason', '退款原因'],
  },
  codes: {
    valid_from: ['validfrom', 'startsat', '生效时间', '开始时间'],
    valid_to: ['validto', 'expiresat', 'endsat', '失效时间', '结束时间'],
  },
  tactics: {
    kind: ['type', 'tactictype', '类型', '玩法类型', '活动类型'],
    starts_at: [
      'startsat',
      'start',
      'starttime',
      'startdate',
      'from',
      '开始',
      '开始时间',
      '开始日期',
      ...rangeNames,
    ],
    ends_at: ['endsat', 'end', 'endtime', 'enddate', 'to', '结束', '结束时间', '结束日期'],
    name: ['tacticname', 'campaignname', '玩法名称', '活动名称'],
    cost: ['costs', 'spend', 'budget', '费用', '成本', '花费', '预算'],
    hours: ['workhours', '工时'],
    goal: ['目标'],
  },
  tactic_groups: { arm: ['variant', '分组', '实验组'], assigned_at: ['assignedat', '分组时间'] },
  group_lineage: {
    from_group: ['fromgroup', '原群', '原群id', '来源群'],
    to_group: ['togroup', '新群', '新群id', '目标群'],
    at: ['time', 'date', '时间', '日期'],
    kind: ['type', '类型', '方式'],
  },
  kols: {
    from: ['startsat', 'start', 'contractfrom', '开始', '合作开始'],
    to: ['endsat', 'end', 'contractto', '结束', '合作结束'],
    fee: ['fees', '费用', '合作费', '达人费用'],
  },
  targets: {
    node: ['节点', '目标名称'],
    period: ['周期', '期间'],
    target: ['目标值', '目标'],
    parent: ['上级', '父节点'],
    metric: ['指标'],
  },
  users: {
    registered_at: ['registeredat', 'registertime', 'signupat', 'signuptime', '注册时间'],
    first_order_at: ['firstorderat', 'firstordertime', '首单时间', '首次下单时间'],
    segment: ['tier', 'level', '分层', '人群', '会员等级'],
  },
  exclusions: { id_type: ['idtype', '类型', 'id类型'], id: ['编号', '账号'] },
  calendar: {
    date: ['day', '日期'],
    name: ['holiday', '节日'],
    kind: ['type', '类型'],
    comparable_to: ['comparableto', '可比日期'],
  },
  reasons: {
    finding_id: ['findingid', '发现编号'],
    text: ['answer', '原因', '回答'],
    by: ['owner', '填写人', '回答人'],
    at: ['date', '日期'],
  },
};

/** The names that a canonical column may have in a source, most likely first. */
export function likelyNames(table: TableName, column: string): readonly string[] {
  return [plainName(column), ...(special[table]?.[column] ?? []), ...(shared[column] ?? [])];
}

/** Every name that a column of any table may have. */
export function allNames(): string[] {
  return tableNames.flatMap((table) =>
    Object.keys(columnsOf(table)).flatMap((column) => [column, ...likelyNames(table, column)]),
  );
}

/** A column name in the form used for comparison. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((?:元|人民币|rmb|cny|¥)\)$/u, '')
    .replace(/[\s_\-.（）()]/g, '');
}
