/** What the log of a driver that ended is told as. */
import { expect, test } from 'vitest';
import { driverFailure, requestFailure } from '../../src/engines/spark/failure.js';

test('a full heap is recognised: the sentence says memory, although the last line of the log says something else', () => {
  const log = [
    '26/11/28 16:51:10 ERROR Executor: Exception in task 0.0 in stage 293.0 (TID 268)',
    'java.lang.OutOfMemoryError: Java heap space',
    'org.apache.spark.SparkException: Job 225 cancelled because SparkContext was shut down',
  ];
  const error = driverFailure(log, 'local[2]');
  expect(error.message).toBe('Spark ran out of memory and ended.');
  expect(error).toMatchObject({ hint: expect.stringContaining('--memory 8GB') });
});

test.each([
  [
    'java.lang.RuntimeException: java.lang.ClassNotFoundException: Class org.apache.hadoop.fs.s3a.S3AFileSystem not found',
    /^Spark lacks the file system of "s3a:\/\/lake\/a" \(.*S3AFileSystem not found\)\.$/,
  ],
  [
    'org.apache.hadoop.fs.UnsupportedFileSystemException: No FileSystem for scheme "gs"',
    /^Spark lacks the file system of "s3a:\/\/lake\/a"/,
  ],
  [
    'java.net.ConnectException: Call From vm/127.0.0.1 to localhost:1 failed: Connection refused',
    /^Spark could not reach "s3a:\/\/lake\/a"/,
  ],
  [
    'org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException: No AWS Credentials provided',
    /^Spark could not open "s3a:\/\/lake\/a"/,
  ],
])('a file system that is missing, out of reach or closed is no bug of ours: %s', (message, sentence) => {
  const error = requestFailure(
    { condition: null, sqlstate: null, message },
    { do: 'find', url: 's3a://lake/a' },
  );
  expect(error.message).toMatch(sentence);
  expect(error).toHaveProperty('hint');
});
