import { order, type Platform } from './platform.js';

const made = { happened: `"Date" || ' ' || "Time"` };
const back = `("Type" LIKE '%Refund%' OR "Type" LIKE '%Reversal%')`;

/** The activity of a PayPal account: payments received, refunds, and much else. */
export const paypal: Platform = {
  name: 'PayPal, activity',
  seen: 'read by public programs that load statements',
  header: ['Date', 'Time', 'Type', 'Status', 'Currency', 'Gross', 'Transaction ID', 'Reference Txn ID'],
  conversions: {
    made,
    rows: `"Type" LIKE '%Payment%' AND NOT ${back} AND "Gross" NOT LIKE '-%'`,
    columns: {
      conversion_id: ['Transaction ID'],
      ts: ['happened'],
      user_id: ['From Email Address', 'Name'],
      value: ['Gross'],
      currency: ['Currency'],
      status: ['Status'],
      goal: order,
    },
    keys: [],
    asks: [
      'the column TimeZone says in which zone the times are: set timezone: if it is another one',
      'conversion_id may be Invoice Number instead, if other tables use that',
    ],
  },
  reversals: {
    made,
    rows: `${back} AND "Gross" LIKE '-%' AND "Status" = 'Completed'`,
    columns: { conversion_id: ['Reference Txn ID'], ts: ['happened'], value: ['Gross'] },
    transforms: { value: 'unsigned' },
    keys: [],
    asks: [],
  },
};
