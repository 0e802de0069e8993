import { expect, test } from 'vitest';
import { ownEngine } from '../own_engine.js';

const engine = await ownEngine();
const one = () => engine.rows('SELECT * FROM told');
const failing = "SELECT CAST('x' AS INTEGER) AS a";

test('a name can be reused if creating its object failed', async () => {
  await engine.view('told', 'SELECT 1 AS a');
  await expect(engine.make('told', failing)).rejects.toThrow();
  await engine.view('told', 'SELECT 2 AS a');
  expect(await one()).toEqual([{ a: 2 }]);
  await engine.make('told', 'SELECT 3 AS a');
  expect(await one()).toEqual([{ a: 3 }]);
  await expect(engine.make('told', failing)).rejects.toThrow();
  await engine.put('told', { a: 'BIGINT' }, [{ a: 4 }]);
  expect(await one()).toEqual([{ a: 4 }]);
});

test('a name that never was borne is taken after a failure', async () => {
  await expect(engine.make('never', failing)).rejects.toThrow();
  await engine.view('never', 'SELECT 5 AS a');
  expect(await engine.rows('SELECT * FROM never')).toEqual([{ a: 5 }]);
});
