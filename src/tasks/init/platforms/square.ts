import { order, type Platform } from './platform.js';

/** The transactions of a Square account: payments and refunds, with day and time in two columns. */
export const square: Platform = {
  name: 'Square, transactions',
  seen: 'read by public programs that load statements',
  header: ['Date', 'Time', 'Event Type', 'Transaction ID', 'Total Collected', 'Net Sales'],
  conversions: {
    made: { happened: `"Date" || ' ' || "Time"` },
    rows: `"Event Type" = 'Payment'`,
    columns: {
      conversion_id: ['Transaction ID'],
      ts: ['happened'],
      user_id: ['Customer ID', 'Customer Name'],
      value: ['Total Collected'],
      goal: order,
    },
    keys: [],
    asks: [
      'the column Time Zone says in which zone the times are: set timezone: if it is another one',
      'value may be Net Sales, which excludes taxes and tips; say at the top what currency $ is',
      'a row whose Event Type is Refund does not say which payment it gives back: it is not read',
    ],
  },
};
