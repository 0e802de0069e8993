import type { Language } from './labels.js';

const en = `# An example: the groups of a skin-care brand

A skin-care brand runs 72 WeCom and WeChat groups in a matrix (clubs, VIP, campus, fission, event, feed, one-to-one, and
those of 48 stores), with four operators and five KOLs. The folder data/ holds 24 weeks of data, from Monday 2026-06-01 to Sunday
2026-11-15: monthly chat exports, link clicks, orders, registrations, refunds, the id map, groups and their
members, codes, the tactics calendar, KOL fees and targets. Week 2026-W46 includes 11.11. grouplift.yaml says how the
files are read and how results are counted. Run it again with: grouplift run --week 2026-W46

Everything is invented: people, ids, orders and money come from a seeded random generator, and no line belongs to
a real person or company. The oddities are deliberate, because real exports have them: one week exported
twice, members whom nobody can match to an account, a phone shared by a reseller, orders with an unknown code, late
and partial refunds, a burst of promo abuse, staff orders, an unpaid order here and there.

What to look at: "Good Morning Chat" (0106) writes a third of all messages and its tactics, the 21-day diary and the
idiom chain nights, bring no order that would not have come anyway; "Sensitive Skin Clinic" (0105) hardly talks, and
lands. In week 46 the 11.11 red envelope with a coupon (T13) did bring orders, while most of the peak is seasonal
and would come without any group. VIP groups look best because loyal customers are there, not because the group made
them so. T09 ran with a holdout of eight groups: too few to prove anything. T16 was assigned at random among the 48 stores, half of
them held out: that proves its effect, and last touch credits it with twice what it brought. About most other tactics nothing can be
said, and part 9 says why. Then run "grouplift explain" on one order, and read its path.
`;

const zh = `# 示例：一个护肤品牌的社群

一个护肤品牌运营着72个企业微信群和微信群组成的社群矩阵（俱乐部、会员、校园、裂变、活动、朋友圈、一对一，以及48家门店），有四位运营、五位达人。
data/ 目录是它24周的数据，从2026-06-01（周一）到2026-11-15（周日）：按月的群聊导出、链接点击、订单、注册、退款、
ID映射、群与成员、活码与优惠码、玩法日历、达人费用、目标。2026-W46这一周含双11。grouplift.yaml 写明文件怎么读、结果怎么算。
重新运行：grouplift run --week 2026-W46

所有内容均为虚构：人、ID、订单、金额都由带种子的随机数生成，不对应任何真实的个人或公司。其中的怪事是特意放进去的，因为真实的
导出里就有：有一周导出了两次；有些成员对不上账号；一个手机号被多人共用；订单上有没登记的优惠码；跨周退款与部分退款；一波羊毛党；
员工下单；零星未付款订单。

看点：「早安闲聊群」（0106）写了全部消息的三分之一，可它的玩法（21天打卡、成语接龙）没有带来任何一笔额外订单；「敏感肌答疑群」（0105）
很少说话，却实实在在落地。第46周的双11加码红包（T13）确实带来了订单，而双11高峰的大部分是大促本身的，与群无关。会员群看起来最好，
是因为老客本来就在里面，并非群的功劳。T09留了八个群作对照组，太少，证明不了什么。T16在48家门店里抽签，一半留作对照：增量得到证实，而末次触点给它的功劳是实际的两倍。
其余玩法大多说不清，第9部分写明了原因。然后挑一笔订单运行 grouplift explain，读它的路径。
`;

/** The README of the demo folder: what the files are, that they are invented, and what to look at. */
export function readme(language: Language): string {
  return { en, zh }[language];
}
