/** Every encoding is told from the bytes, or asked for with both readings; it is never wrong in silence. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/contract/errors.js';
import { decoderOf, encodingName } from '../../src/sources/encodings/decoders.js';
import { decideEncodings, type EncodingContext } from '../../src/sources/encodings/encoding.js';
import { EvidenceCollector } from '../../src/sources/encodings/evidence.js';
import { encoded, orderExport, randomOf, regions } from './encoded_files.js';

const context: EncodingContext = { declared: null, zone: null, key: 'inputs.orders' };

function examined(bytes: Buffer, chunk = 1 << 20) {
  const collector = new EvidenceCollector();
  for (let place = 0; place < bytes.length; place += chunk)
    collector.add(bytes.subarray(place, place + chunk));
  return { name: 'orders.csv', evidence: collector.end() };
}

/** The encoding that is found, or the sentence and hint of the question. */
function found(bytes: Buffer, zone: string | null): string | UserError {
  try {
    return decideEncodings([examined(bytes)], { ...context, zone })[0]?.encoding ?? '';
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

type Verdict = 'right' | 'asked' | 'wrong';

/** Right where the bytes become the text that was written; asked only with two readings and where to say which. */
function verdict(bytes: Buffer, text: string, zone: string | null): Verdict {
  const answer = found(bytes, zone);
  if (typeof answer === 'string') return decoderOf(answer).lenient(bytes) === text ? 'right' : 'wrong';
  const isQuestion =
    answer.exitCode === 2 &&
    /the same bytes are ".+" in [\w-]+ and ".+" in [\w-]+\.$/.test(answer.message) &&
    /`encoding: [\w-]+` or `encoding: [\w-]+` under inputs\.orders/.test(answer.hint);
  return isQuestion ? 'asked' : 'wrong';
}

const count = (all: readonly Verdict[], one: Verdict) => all.filter((each) => each === one).length;

describe('500 generated exports', () => {
  const all = Object.values(regions);
  const zones = (own: string) => [own, own, null, 'Asia/Shanghai', 'Europe/Berlin'];

  it('are right, or asked with both readings', () => {
    const verdicts = Array.from({ length: 500 }, (_, seed): Verdict => {
      const random = randomOf(seed);
      const region = all[seed % all.length];
      if (region === undefined) return 'wrong';
      const zone = zones(region.zone)[Math.floor(random() * 5)] ?? null;
      const encoding = random() < 0.25 ? 'utf-8' : region.encoding;
      const { text } = orderExport(region, random);
      return verdict(encoded(text, encoding), text, zone);
    });
    expect(count(verdicts, 'wrong')).toBe(0);
    expect(count(verdicts, 'asked')).toBeLessThan(25);
  });

  it('are right in the zone where they come from; only few words of Latin letters leave a question', () => {
    for (const [key, region] of Object.entries(regions)) {
      const verdicts = Array.from({ length: 20 }, (_, seed): Verdict => {
        const { text } = orderExport(region, randomOf(seed + 9000));
        return verdict(encoded(text, region.encoding), text, region.zone);
      });
      const isLatin = region.encoding === 'windows-1252' || region.encoding === 'windows-1250';
      expect([key, count(verdicts, 'wrong')]).toEqual([key, 0]);
      expect(count(verdicts, 'asked'), key).toBeLessThanOrEqual(isLatin ? 3 : 0);
    }
  });

  it('are right as UTF-16 with a mark and without', () => {
    for (const [seed, region] of all.entries()) {
      const { text } = orderExport(region, randomOf(seed + 100));
      for (const encoding of ['utf-16le', 'utf-16be']) {
        expect(found(encoded(text, encoding), null)).toBe(encoding);
        expect(found(encoded(`\ufeff${text}`, encoding), null)).toBe(encoding);
      }
    }
    const flat = `id,name\n${'1,一一一一一一一\n'.repeat(30)}`;
    expect([found(encoded(flat, 'utf-16le'), null), found(encoded(flat, 'utf-16be'), null)]).toEqual([
      'utf-16le',
      'utf-16be',
    ]);
  });
});

describe('one word', () => {
  it('of every region in every zone is right or asked', () => {
    const zones = [null, 'UTC', ...new Set(Object.values(regions).map((one) => one.zone))];
    const wrong: unknown[] = [];
    for (const { encoding, groups, names, states, header } of Object.values(regions))
      for (const word of [...groups, ...names, ...states, ...header])
        for (const zone of zones)
          for (const written of [encoding, 'utf-8']) {
            const text = `id,name\n1,${word}\n`;
            const bytes = encoded(text, written);
            if (verdict(bytes, text, zone) === 'wrong') wrong.push([word, written, zone, found(bytes, zone)]);
          }
    expect(wrong).toEqual([]);
  });

  it('that is UTF-8 by chance is GBK if its letters would be an odd mixture', () => {
    const text = 'ts,group\n1,母婴一群\n';
    expect(found(encoded(text, 'gb18030'), 'Asia/Shanghai')).toBe('gb18030');
    expect(found(Buffer.from('ts,group\n1,Müller\n'), 'Asia/Shanghai')).toBe('utf-8');
  });
});

/** Bytes made by another program, not by the tables that are tested. */
describe('what Excel saves as "CSV (MS-DOS)" and old programs write', () => {
  it.each([
    [
      'ibm850',
      'Europe/Berlin',
      'Läuferklub Köln;Tee für Große;Müller',
      '4c84756665726b6c7562204b946c6e3b546565206681722047726fe1653b4d816c6c6572',
    ],
    [
      'ibm850',
      'Europe/Paris',
      'Club éphémère;Thé à la forêt;Noël',
      '436c756220827068826d8a72653b5468822085206c6120666f7288743b4e6f896c',
    ],
    [
      'ibm850',
      'America/Sao_Paulo',
      'Clube São João;manhã ação;Conceição',
      '436c7562652053c66f204a6fc66f3b6d616e68c6206187c66f3b436f6e63656987c66f',
    ],
    [
      'ibm850',
      'Europe/Copenhagen',
      'Løbeklubben;Fåresø ånd;Søren',
      '4c9b62656b6c756262656e3b46867265739b20866e643b539b72656e',
    ],
    [
      'ibm852',
      'Europe/Warsaw',
      'Klub biegaczy Łódź;źdźbło;Małgorzata',
      '4b6c7562206269656761637a79209da264ab3bab64ab62886f3b4d6188676f727a617461',
    ],
    [
      'ibm852',
      'Europe/Prague',
      'Běžecký klub;Čajová skupina;žluť',
      '42d8a765636bec206b6c75623bac616a6f76a020736b7570696e613ba76c759c',
    ],
    [
      'ibm857',
      'Europe/Istanbul',
      'Koşu kulübü;Çay grubu İstanbul;ığdır',
      '4b6f9f75206b756c8162813b80617920677275627520987374616e62756c3b8da7648d72',
    ],
    [
      'ibm737',
      'Europe/Athens',
      'Λέσχη δρομέων;Ομάδα τσαγιού;Αθήνα',
      '8ae2a9ae9e209ba8a6a3e2e0a43b8ea3e19b9820aba9989aa0a6e73b809fe3a498',
    ],
    [
      'ibm775',
      'Europe/Vilnius',
      'Bėgimo klubas;Arbatos grupė;žąsų',
      '42d367696d6f206b6c756261733b41726261746f732067727570d33bd8d073d6',
    ],
    [
      'ibm862',
      'Asia/Jerusalem',
      'מועדון ריצה;קבוצת תה;תל אביב',
      '8e859283858f20988996843b978185969a209a843b9a8c2080818981',
    ],
    [
      'ibm720',
      'Asia/Riyadh',
      'نادي الجري;مجموعة الشاي;الرياض',
      'eb9fa7ef209fe9a4a9ef3beaa4eaede3a1209fe9ac9fef3b9fe9a9ef9fe0',
    ],
    [
      'x-mac-cyrillic',
      'Europe/Moscow',
      'Клуб бегунов;Чайная группа;Москва',
      '8aebf3e120e1e5e3f3edeee23b97e0e9ede0df20e3f0f3efefe03b8ceef1eae2e0',
    ],
  ])('%s in %s', (encoding, zone, texts, hex) => {
    const words = texts.split(';');
    const cells = Buffer.from(hex, 'hex').toString('latin1').split(';');
    const written = (lines: readonly string[], times: number) =>
      `id,name\n${Array.from({ length: times }, () => lines.map((one) => `7,${one}\n`).join('')).join('')}`;
    for (const times of [1, 40]) {
      const bytes = Buffer.from(written(cells, times), 'latin1');
      expect(decoderOf(encoding).exact(bytes)).toBe(written(words, times));
      expect(verdict(bytes, written(words, times), zone)).toBe('right');
      expect(verdict(bytes, written(words, times), null)).not.toBe('wrong');
      expect(verdict(bytes, written(words, times), 'Asia/Shanghai')).not.toBe('wrong');
    }
  });

  it('may be declared by any of its names', () => {
    for (const name of ['cp850', 'IBM850', 'dos-850', '850']) expect(encodingName(name)).toBe('ibm850');
    expect(encodingName('cp866')).toBe('ibm866');
    expect(encodingName('cp999')).toBeNull();
  });
});

describe('UTF-8 in languages and signs that no list names', () => {
  const zones = ['Asia/Shanghai', 'Asia/Tokyo', 'Asia/Seoul', 'Europe/Berlin', 'Europe/Moscow', null];
  const verdicts = (words: readonly string[], times: number) => {
    const rows = Array.from({ length: times }, (_, row) => words.map((word) => `${row},${word}\n`).join(''));
    const text = `id,note\n${rows.join('')}`;
    return zones.map((zone) => verdict(Buffer.from(text), text, zone));
  };

  it.each([
    ['Armenian', 'Արմեն Անի Հակոբյան Գրիգոր պատվեր'],
    ['Thaana', 'ދިވެހި މާލެ ފަތުރު ރިސޯޓު'],
    ['Kazakh', 'Әлия Қуаныш Өмірбек Ұлжан тапсырыс'],
    ['Azerbaijani', 'Əliyev Həsənova Gülşən Çingiz sifariş Köçərli ödəniş İlğar'],
    ['Urdu', 'محمد ڈاکٹر ٹھیک چھوٹا'],
  ])('%s is read as it is', (_, words) => {
    for (const times of [1, 30]) expect(verdicts(words.split(' '), times)).toEqual(zones.map(() => 'right'));
  });

  it('sizes and fractions are read as they are', () => {
    const sizes = ['30×40', '5 m²', '±5', '½', '20°', '7 µm'];
    for (const times of [1, 30]) expect(verdicts(sizes, times)).toEqual(zones.map(() => 'right'));
  });

  it.each([
    ['digits', '١٠٫٥٠ ٢٠ ٣٠'],
    ['Hausa', 'ɗan ƙasa ɓera'],
    ['phonetic signs', 'ʃɪp ˈɔːdə'],
    ['signs', '§4 ¶2 ©2026 ®X ¬'],
  ])('few different ones are never wrong in silence, however often they occur: %s', (_, words) => {
    for (const times of [1, 3, 300]) expect(verdicts(words.split(' '), times)).not.toContain('wrong');
  });

  it('a single character of GBK that is a letter of UTF-8 by chance stays one', () => {
    const text = `id,value\n${Array.from({ length: 50 }, (_, row) => `${row},${row}.50元\n`).join('')}`;
    expect(verdict(encoded(text, 'gb18030'), text, 'Asia/Shanghai')).toBe('right');
  });
});

describe('damage', () => {
  const rows = Array.from({ length: 200 }, (_, row) => `${row},Müller ${row}\n`).join('');

  it('of one byte changes the encoding of no file', () => {
    const utf8 = Buffer.concat([Buffer.from(`id,name\n${rows}`), Buffer.from([0x39, 0x2c, 0xe9, 0x0a])]);
    for (const zone of [null, 'Europe/Berlin', 'Asia/Shanghai']) expect(found(utf8, zone)).toBe('utf-8');
    for (const [key, region] of Object.entries(regions)) {
      const random = randomOf(key.length);
      const text = Array.from({ length: 40 }, () => orderExport(region, random)).sort(
        (a, b) => b.rows - a.rows,
      )[0]?.text;
      for (const encoding of [region.encoding, 'utf-8']) {
        const bytes = encoded(text ?? '', encoding);
        const places = [...bytes.keys()].filter((place) => (bytes[place] ?? 0) >= 0x80);
        for (const share of [0.1, 0.5, 0.9]) {
          const damaged = Buffer.from(bytes);
          damaged[places[Math.floor(places.length * share)] ?? 0] = 0xff;
          expect([key, found(damaged, region.zone)]).toEqual([key, encoding]);
        }
      }
    }
  });
});

describe('a long file', () => {
  it('that is ASCII for its first megabyte is read by what comes after it', () => {
    const ascii = `id,name\n${'1,plain\n'.repeat(150_000)}`;
    const text = `${ascii}2,同城跑团\n3,秒杀群\n`;
    expect(found(encoded(text, 'gb18030'), null)).toBe('gb18030');
  });

  it('says the same however it arrives', () => {
    const { text } = orderExport(regions.big5 ?? never(), randomOf(3));
    const bytes = encoded(text, 'big5');
    const whole = examined(bytes).evidence;
    for (const chunk of [1, 7, 100]) expect(examined(bytes, chunk).evidence).toEqual(whole);
  });
});

function never(): never {
  throw new Error('no such region');
}

describe('files of one source', () => {
  it('decide together if one of them has too few words', () => {
    const short = examined(encoded('id,name\n1,Peña\n', 'windows-1252'));
    const { text } = orderExport(regions.spanish ?? never(), randomOf(5));
    const long = examined(encoded(text.repeat(5), 'windows-1252'));
    expect(() => decideEncodings([short], context)).toThrow(/is not certain/);
    expect(decideEncodings([short, long], context).map(({ encoding }) => encoding)).toEqual([
      'windows-1252',
      'windows-1252',
    ]);
  });

  it('may be in different encodings', () => {
    const text = '编号,群名称\n1,同城跑团\n2,老客专属\n';
    const both = [
      examined(Buffer.from(text)),
      examined(encoded(text, 'gb18030')),
      examined(Buffer.from('a,b\n')),
    ];
    expect(decideEncodings(both, context).map(({ encoding }) => encoding)).toEqual([
      'utf-8',
      'gb18030',
      'utf-8',
    ]);
  });
});

describe('a declared encoding', () => {
  const chinese = '编号,群名称\n1,同城跑团\n2,老客专属\n';
  const declare = (bytes: Buffer, declared: string) =>
    decideEncodings([examined(bytes)], { ...context, declared })[0];

  it('holds, by any of its names', () => {
    const bytes = encoded(chinese, 'gb18030');
    for (const name of ['gb18030', 'GBK', 'gb2312'])
      expect(declare(bytes, name)).toEqual({ encoding: 'gb18030', encoding_by: 'declared' });
    expect(declare(encoded('a\nPeña\n', 'windows-1252'), 'windows-1250')?.encoding).toBe('windows-1250');
  });

  it('is refused if it is clearly a different one', () => {
    expect(() => declare(Buffer.from(chinese), 'gb18030')).toThrow(/bytes are not gb18030 text/);
    expect(() => declare(encoded(chinese, 'gb18030'), 'utf-8')).toThrow(/bytes are not utf-8 text/);
    expect(() => declare(Buffer.from(chinese), 'utf-16le')).toThrow(/bytes are not utf-16le text/);
    expect(() => declare(encoded(chinese, 'utf-16le'), 'gb18030')).toThrow(/bytes are not gb18030 text/);
  });
});

describe('signs of money alone', () => {
  const amounts = (sign: string, count: number) =>
    `id,value\n${Array.from({ length: count }, (_, place) => `${place},${sign}${place}.50`).join('\n')}\n`;

  it.each([
    ['¥', 'utf-8', 'Asia/Shanghai'],
    ['¥', 'utf-8', 'Asia/Tokyo'],
    ['¥ ', 'utf-8', 'Asia/Shanghai'],
    ['¥\u00a0', 'utf-8', 'Asia/Shanghai'],
    ['¥ -', 'utf-8', 'Asia/Shanghai'],
    ['− ', 'utf-8', 'Asia/Shanghai'],
    ['−', 'utf-8', 'Europe/Oslo'],
    ['£ ', 'utf-8', 'Europe/London'],
    ['£ ', 'windows-1252', 'Europe/London'],
    ['￥ ', 'gb18030', 'Asia/Shanghai'],
    ['£', 'utf-8', 'Europe/London'],
    ['₩', 'utf-8', 'Asia/Seoul'],
    ['£', 'windows-1252', 'Europe/London'],
    ['￥', 'gb18030', 'Asia/Shanghai'],
  ])('%s in %s is read as it is', (sign, encoding, zone) => {
    for (const count of [3, 30]) {
      const text = amounts(sign, count);
      expect(verdict(encoded(text, encoding), text, zone)).toBe('right');
    }
  });

  it('thousands between narrow blanks, as browsers write them in French, are UTF-8', () => {
    for (const [blank, zone] of [
      ['\u202f', 'Europe/Paris'],
      ['\u202f', 'Asia/Shanghai'],
      ['\u00a0', 'Europe/Paris'],
    ] as const) {
      const text = `id,value\n1,1${blank}234.50\n2,7\n`;
      expect(verdict(encoded(text, 'utf-8'), text, zone)).toBe('right');
    }
  });

  it('do not make other words of figures: a floor before a number stays one', () => {
    for (const places of [
      ['3楼201', '5楼502', '12楼1'],
      ['3楼 201', '5楼 502', '12楼 1'],
      ['3号楼 201', '5号楼 502', '东楼 1'],
    ]) {
      const text = `id,place\n${places.map((place, id) => `${id},${place}`).join('\n')}\n`;
      expect(verdict(encoded(text, 'gb18030'), text, 'Asia/Shanghai')).toBe('right');
    }
  });
});

describe('decoders', () => {
  it('know Windows-1252 and the syllables of Windows-949, which Node does not', () => {
    expect(decoderOf('windows-1252').exact(Buffer.from([0x80, 0x92, 0xe9]))).toBe('€’é');
    expect(decoderOf('windows-1252').exact(Buffer.of(0x81))).toBeNull();
    expect(decoderOf('euc-kr').exact(Buffer.from('8c6394eec652', 'hex'))).toBe('똠뷁힣');
  });

  it('mark what means nothing, and no more', () => {
    expect(decoderOf('gb18030').lenient(Buffer.from('b6a9ffb5a52cff0a', 'hex'))).toBe('订\ufffd单,\ufffd\n');
    expect(decoderOf('big5').lenient(Buffer.from('ad712cff', 'hex'))).toBe('訂,\ufffd');
    expect(decoderOf('gb18030').exact(Buffer.from('b6ff', 'hex'))).toBeNull();
  });
});
