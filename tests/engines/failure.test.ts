/** What the database says, as a sentence about the file. */
import { expect, test } from 'vitest';
import { UserError } from '../../src/contract/errors.js';
import { explainFailure } from '../../src/engines/duckdb/failure.js';

test('a list of rows inside one large object names the file, not the setting of the database', () => {
  const said = explainFailure(
    new Error(
      'Invalid Input Error: "maximum_object_size" of 67108864 bytes exceeded while reading file "/data/shop/orders.json" (>102501690 bytes).\n Try increasing "maximum_object_size".',
    ),
    'SELECT 1',
  );
  expect(said).toBeInstanceOf(UserError);
  expect(said.message).toBe('orders.json: one JSON object in it is larger than 64 MB.');
});
