// Generates chat exports, imports each in a separate process, and prints its cost next to that of reading and splitting, or parsing, the same text.
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { megabytes: { type: 'string', default: '100' } } });
const megabytes = Number(values.megabytes);
const here = fileURLToPath(new URL('.', import.meta.url));
const folder = join(here, 'out', `imports-${megabytes}m`);
mkdirSync(folder, { recursive: true });

const words =
  'the deal is on today who wants this one please look at it now and tell me what you think of the price'.split(
    ' ',
  );

/** Whole numbers below a limit: the same ones on every machine. */
function numbers() {
  let seed = 1;
  return (limit) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % limit;
  };
}

/** Messages of 200 people, about three a minute, with some who come and go. */
function* messages() {
  const below = numbers();
  let at = Date.UTC(2024, 0, 1);
  for (let index = 0; ; index += 1) {
    at += below(40) * 1000;
    const text = Array.from({ length: 3 + below(15) }, () => words[below(words.length)]).join(' ');
    yield { index, at, person: below(200), dice: below(100), text };
  }
}

const two = (number) => String(number).padStart(2, '0');

function whatsapp({ at, person, dice, text }) {
  const date = new Date(at);
  const head = `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}, ${date.getUTCHours()}:${two(date.getUTCMinutes())} - `;
  if (dice === 0) return `${head}Person ${person} joined using this group's invite link\n`;
  if (dice === 1) return `${head}Person ${person} left\n`;
  const more = dice < 5 ? ' https://shop.example/a' : dice > 95 ? '\nand a second line' : '';
  return `${head}Person ${person}: ${text}${more}\n`;
}

function telegram({ index, at, person, text }) {
  const record = {
    id: index + 1,
    type: 'message',
    date: new Date(at).toISOString().slice(0, 19),
    date_unixtime: String(at / 1000),
    from: `Person ${person}`,
    from_id: `user${person}`,
    ...(index % 5 === 4 ? { reply_to_message_id: index - 2 } : {}),
    text,
    text_entities: [{ type: 'plain', text }],
  };
  return `${index === 0 ? '' : ',\n'}${JSON.stringify(record, null, 1)}`;
}

function discord({ index, at, person, text }) {
  const id = (number) => `1${String(number).padStart(17, '0')}`;
  const record = {
    id: id(index),
    type: index % 5 === 4 ? 'Reply' : 'Default',
    timestamp: new Date(at).toISOString().replace('Z', '+00:00'),
    timestampEdited: null,
    isPinned: false,
    content: text,
    author: {
      id: id(person),
      name: `person${person}`,
      nickname: `Person ${person}`,
      isBot: false,
      roles: [],
    },
    ...{ attachments: [], embeds: [], stickers: [], reactions: [], mentions: [], inlineEmojis: [] },
    ...(index % 5 === 4 ? { reference: { messageId: id(index - 2), channelId: '2', guildId: '1' } } : {}),
  };
  return `${index === 0 ? '' : ',\n'}${JSON.stringify(record, null, 1)}`;
}

const formats = [
  { name: 'whatsapp', file: 'WhatsApp Chat with G.txt', begin: '', row: whatsapp, end: '', least: 'split' },
  {
    ...{ name: 'telegram', file: 'result.json', row: telegram, end: '\n]}\n', least: 'parse' },
    begin: '{"name": "G", "type": "private_supergroup", "id": 9, "messages": [\n',
  },
  {
    ...{ name: 'discord', file: 'discord.json', row: discord, end: '\n]}\n', least: 'parse' },
    begin:
      '{"guild": {"id": "1"}, "channel": {"id": "2", "type": "GuildTextChat", "name": "c"}, "messages": [\n',
  },
];

function generate(path, { begin, row, end }) {
  const file = openSync(path, 'w');
  let waiting = begin;
  let size = 0;
  for (const message of messages()) {
    waiting += row(message);
    if (waiting.length < 1 << 20) continue;
    size += waiting.length;
    writeSync(file, waiting);
    waiting = '';
    if (size >= megabytes * 1e6) break;
  }
  writeSync(file, `${waiting}${end}`);
  closeSync(file);
}

/** Runs a script of this folder in a separate process and returns its figures. */
function measured(script, ...args) {
  const output = execFileSync(process.execPath, [join(here, script), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output.trim().split('\n').at(-1));
}

console.log('format        MB   import CPU s   least CPU s   ratio   peak MB');
for (const format of formats) {
  const path = join(folder, format.file);
  if (!existsSync(path)) generate(path, format);
  const out = join(folder, 'result');
  const least = [1, 2].map(() => measured('least.js', format.least, path).cpu_s);
  const run = measured('process.js', 'import', path, '--out', out, '--timezone', 'Asia/Shanghai');
  rmSync(out, { recursive: true, force: true });
  least.push(measured('least.js', format.least, path).cpu_s);
  const mean = least.reduce((sum, one) => sum + one, 0) / least.length;
  const cells = [
    (statSync(path).size / 1e6).toFixed(0).padStart(6),
    run.cpu_s.toFixed(1).padStart(14),
    mean.toFixed(2).padStart(13),
    (run.cpu_s / mean).toFixed(1).padStart(7),
    run.peak_mb.toFixed(0).padStart(9),
  ];
  console.log(
    `${format.name.padEnd(10)}${cells.join('')}${run.exit_code === 0 ? '' : `   exit code ${run.exit_code}`}`,
  );
}
