import { order, type Platform } from './platform.js';

const utc = 'timezone: UTC   # the names of the columns say so';

/** The unified payments of Stripe. */
export const stripe: Platform = {
  name: 'Stripe, payments',
  seen: 'read by public programs that check payments (unified payments)',
  header: ['id', ['Created date (UTC)', 'Created (UTC)'], 'Amount', 'Amount Refunded', 'Currency', 'Status'],
  conversions: {
    columns: {
      conversion_id: ['id'],
      ts: ['Created date (UTC)', 'Created (UTC)'],
      user_id: ['Customer ID', 'Customer Email'],
      value: ['Amount'],
      currency: ['Currency'],
      status: ['Status'],
      goal: order,
    },
    keys: [utc],
    asks: [
      'a payment whose Status is Refunded was refunded in full: it can land, because its reversal is deducted again',
    ],
  },
  reversals: {
    columns: {
      conversion_id: ['id'],
      ts: ['Refunded date (UTC)'],
      value: ['Amount Refunded'],
    },
    keys: [utc, 'filled: [Refunded date (UTC)]'],
    asks: [],
  },
};
