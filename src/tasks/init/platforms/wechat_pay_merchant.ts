import { beijingTime, order, type Platform, unwrapped } from './platform.js';

const layout = [beijingTime, unwrapped, 'until: 总交易单数   # the totals of the day are below'];

/** A merchant statement: one row per payment, and one per refund. */
export const wechatPayMerchant: Platform = {
  name: 'WeChat Pay, merchant statement',
  seen: 'documented by the platform (downloadbill, 交易账单)',
  header: ['交易时间', '微信订单号', '商户订单号', '用户标识', '交易状态'],
  conversions: {
    columns: {
      conversion_id: ['商户订单号'],
      ts: ['交易时间'],
      user_id: ['用户标识'],
      value: ['订单金额', '总金额', '应结订单金额'],
      currency: ['货币种类'],
      status: ['交易状态'],
      goal: order,
    },
    keys: [...layout, 'where: { 交易状态: SUCCESS }   # the other rows are refunds: see reversals'],
    asks: ['conversion_id may be 微信订单号 instead, if other tables use that'],
  },
  reversals: {
    columns: {
      conversion_id: ['商户订单号'],
      ts: ['退款成功时间', '退款申请时间', '交易时间'],
      value: ['申请退款金额', '退款金额'],
    },
    keys: [...layout, 'where: { 交易状态: [REFUND, REVOKED] }'],
    asks: ['rows whose 退款状态 is not SUCCESS have not been refunded yet'],
  },
};
