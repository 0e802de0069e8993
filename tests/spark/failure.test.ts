/** What the log of a driver that ended is told as. */
import { expect, test } from 'vitest';
import { driverFailure } from '../../src/engines/spark_failure.js';

test('a full heap is no riddle: the sentence says memory, though the last line of the log says something else', () => {
  const log = [
    '26/11/28 16:51:10 ERROR Executor: Exception in task 0.0 in stage 293.0 (TID 268)',
    'java.lang.OutOfMemoryError: Java heap space',
    'org.apache.spark.SparkException: Job 225 cancelled because SparkContext was shut down',
  ];
  const error = driverFailure(log, 'local[2]');
  expect(error.message).toBe('Spark ran out of memory and ended.');
  expect(error).toMatchObject({ hint: expect.stringContaining('--memory 8GB') });
});
