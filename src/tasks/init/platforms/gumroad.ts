import { order, type Platform } from './platform.js';

/** The sales of a Gumroad seller, one row per purchase. */
export const gumroad: Platform = {
  name: 'Gumroad, sales',
  seen: 'written by Gumroad itself (its code is public)',
  header: [
    'Purchase ID',
    'Purchase Email',
    'Purchase Time (UTC timezone)',
    'Sale Price ($)',
    'Fully Refunded?',
  ],
  conversions: {
    columns: {
      conversion_id: ['Purchase ID'],
      ts: ['Purchase Time (UTC timezone)'],
      user_id: ['Purchase Email'],
      value: ['Sale Price ($)'],
      currency: { value: 'USD' },
      code: ['Discount Code'],
      goal: order,
    },
    keys: ['timezone: UTC   # the name of the column says so'],
    asks: [
      'refunds have no time of their own: where: { Fully Refunded?: 0 } leaves purchases out that were refunded in full',
      'Pre-order authorization?, Free trial purchase? and Disputed? mark purchases that are not paid, or may not stay so',
    ],
  },
};
