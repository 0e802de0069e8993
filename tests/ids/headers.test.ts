/** Headers are matched without case, width, blanks, underscores and hyphens. */
import { afterAll, expect, test } from 'vitest';
import { removeProjects } from '../black_box.js';
import { base, configuration, credited, tried } from './project.js';

afterAll(removeProjects);

const identities = (header: string) => `${header}\nm1,u1,.9\nm2,u2,.1\nm3,u3,.1\n`;
const strict = configuration([], 'identity: { min_confidence: .5 }\n');

test.each([
  'confidence',
  'Confidence',
  ' confidence ',
  'CONFIDENCE',
  'Ｃonfidence',
  'con_fidence',
  '\u00a0confidence',
])('the optional column "%s" is read', async (header) => {
  const found = await tried({
    'grouplift.yaml': strict,
    'identities.csv': identities(`Member_ID,userid,${header}`),
  });
  // Only the link of u1 is good enough.
  expect(await credited(found)).toEqual({ 'g-tea': [1, 100] });
});

test('required columns of every table', async () => {
  const found = await tried({
    'activities.csv': (base['activities.csv'] as string).replace(
      'ts,group_id,kind,member_id',
      'TS,Group ID,Kind,member-id',
    ),
    'conversions.csv': (base['conversions.csv'] as string).replace(
      'conversion_id,ts,user_id,goal,value',
      'ConversionId,Ts,USER_ID,Goal,Value',
    ),
  });
  expect(await credited(found)).toEqual({ 'g-tea': [2, 130], 'g-run': [1, 50] });
});

test('the very name wins over one that only reads alike', async () => {
  const found = await tried({
    'grouplift.yaml': strict,
    'identities.csv':
      'member_id,user_id,Con_fidence,confidence_,confidence\nm1,u1,.1,.1,.9\nm2,u2,.9,.9,.1\nm3,u3,.9,.9,.1\n',
  });
  expect(await credited(found)).toEqual({ 'g-tea': [1, 100] });
});

test('two columns that read as one name are an error that names both', async () => {
  const found = await tried({
    'grouplift.yaml': strict,
    'identities.csv': 'member_id,user_id,con-fidence,con_fidence\nm1,u1,.9,.1\n',
  });
  for (const [code, said] of [
    [found.run.code, found.run.stderr],
    [found.check.code, found.check.said],
  ]) {
    expect(code).toBe(3);
    expect(said).toMatch(/the columns "con-fidence" and "con_fidence" both read as "confidence"/);
  }
});

test('the one that the configuration names is meant, and one named for another column is not looked at', async () => {
  const mapped = strict.replace(
    'identities: identities.csv',
    'identities: { files: identities.csv, columns: { confidence: con_fidence } }',
  );
  const found = await tried({
    'grouplift.yaml': mapped,
    'identities.csv': 'member_id,user_id,con-fidence,con_fidence\nm1,u1,.1,.9\nm2,u2,.9,.1\nm3,u3,.9,.1\n',
  });
  expect(await credited(found)).toEqual({ 'g-tea': [1, 100] });
});

test('files of one input that write a column in two ways are refused', async () => {
  const found = await tried({
    'grouplift.yaml': strict.replace('identities: identities.csv', 'identities: [identities.csv, more.csv]'),
    'identities.csv': 'member_id,user_id,Confidence\nm1,u1,.9\n',
    'more.csv': 'member_id,user_id,CONFIDENCE\nm2,u2,.1\n',
  });
  expect(found.run.code).toBe(3);
  expect(found.run.stderr).toMatch(
    /identities\.csv has the column "Confidence", more\.csv calls it "CONFIDENCE"/,
  );
});

test('a column that is not read and nearly an optional one is said', async () => {
  const found = await tried({
    'identities.csv':
      'member_id,user_id,confidense,source_system,note\nm1,u1,.9,x,y\nm2,u2,.1,x,y\nm3,u3,.1,x,y\n',
  });
  expect(found.check.said).toMatch(
    /inputs\.identities: the column "confidense" is not read; did you mean confidence\?/,
  );
  expect(found.check.said).not.toMatch(/source_system|"note"/);
});
