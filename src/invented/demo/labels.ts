/** What the sources of the demo call columns and values, by language; the configuration maps them to the canonical names. */
export type Language = 'en' | 'zh';

/** canonical column -> name in the source, in the order of the file */
export type Header = Readonly<Record<string, string>>;

interface Labels {
  readonly activities: Header;
  readonly conversions: Header;
  readonly tactics: Header;
  /** canonical value -> value in the source; absent ones are the same */
  readonly kinds: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, string>>;
  readonly tactic_kinds: Readonly<Record<string, string>>;
  readonly statuses: {
    readonly paid: string;
    readonly shipped: string;
    readonly done: string;
    readonly unpaid: string;
  };
}

const en: Labels = {
  activities: {
    ts: 'time',
    group_id: 'chat_id',
    member_id: 'member_id',
    kind: 'type',
    activity_id: 'msg_id',
    role: 'role',
    tactic_id: 'tactic_id',
    code: 'code',
    reply_to: 'reply_to',
    mention_all: 'mention_all',
    url_count: 'url_count',
    text_length: 'text_length',
    amount: 'amount',
    currency: 'currency',
  },
  conversions: {
    conversion_id: 'order_no',
    ts: 'created_at',
    user_id: 'user_id',
    goal: 'event',
    value: 'amount',
    currency: 'currency',
    code: 'promo_code',
    status: 'status',
    ingested_at: 'loaded_at',
  },
  tactics: {
    tactic_id: 'tactic_id',
    kind: 'kind',
    starts_at: 'starts_at',
    ends_at: 'ends_at',
    name: 'name',
    cost: 'cost',
    currency: 'currency',
    hours: 'hours',
    goal: 'goal',
    owner: 'owner',
  },
  kinds: { link_click: 'click', code_scan: 'scan' },
  roles: {},
  tactic_kinds: {},
  statuses: { paid: 'paid', shipped: 'shipped', done: 'done', unpaid: 'unpaid' },
};

const zh: Labels = {
  activities: {
    ts: '时间',
    group_id: '群ID',
    member_id: '成员ID',
    kind: '类型',
    activity_id: '消息ID',
    role: '角色',
    tactic_id: '玩法ID',
    code: '渠道码',
    reply_to: '回复消息ID',
    mention_all: '提醒全员',
    url_count: '链接数',
    text_length: '字数',
    amount: '金额',
    currency: '币种',
  },
  conversions: {
    conversion_id: '订单号',
    ts: '下单时间',
    user_id: '用户ID',
    goal: '事件',
    value: '金额',
    currency: '币种',
    code: '优惠码',
    status: '状态',
    ingested_at: '入库时间',
  },
  tactics: {
    tactic_id: '玩法ID',
    kind: '类型',
    starts_at: '开始',
    ends_at: '结束',
    name: '名称',
    cost: '费用',
    currency: '币种',
    hours: '工时',
    goal: '目标',
    owner: '负责人',
  },
  kinds: {
    message: '消息',
    reply: '回复',
    reaction: '表态',
    join: '入群',
    leave: '退群',
    broadcast: '群发',
    link_click: '点击',
    code_scan: '扫码',
    red_envelope_sent: '发红包',
    red_envelope_open: '领红包',
    event_signup: '报名',
    event_checkin: '打卡',
    survey_answer: '答卷',
  },
  roles: { operator: '运营', kol: '达人', member: '成员', bot: '机器人' },
  tactic_kinds: {
    link_drop: '发链接',
    red_envelope: '红包',
    survey: '调研',
    activity: '活动',
    fission: '裂变',
    split: '拆群',
    campaign: '大促',
    live: '直播',
  },
  statuses: { paid: '已支付', shipped: '已发货', done: '已完成', unpaid: '待付款' },
};

export const labels: Readonly<Record<Language, Labels>> = { en, zh };
