/** What HexChat says in its languages, behind the name of whom it is about: English is with the words of all programs. */
interface Words {
  /** behind a name and a host */
  readonly joins: string;
  readonly parts: string;
  /** before a reason in brackets */
  readonly quits: string;
  /** between two names, the second of whom is thrown out, and before the channel */
  readonly kicks?: readonly [verb: string, from: string];
  /** between the old name and the new one */
  readonly renames: string;
}

const languages: readonly Words[] = [
  {
    joins: 'ist beigetreten',
    parts: 'ist gegangen',
    quits: 'hat die Verbindung getrennt',
    kicks: ['hat', 'aus'],
    renames: 'heißt jetzt',
  },
  {
    joins: 'vient de rentrer',
    parts: 'est parti',
    quits: 'a quitté',
    kicks: ['a expulsé', 'de'],
    renames: 'est maintenant connu sous le nom de',
  },
  {
    joins: 'se ha unido',
    parts: 'ha salido',
    quits: 'se ha marchado',
    kicks: ['ha expulsado a', 'de'],
    renames: 'ahora es conocido como',
  },
  { joins: 'entrou', parts: 'saiu', quits: 'saiu', kicks: ['expulsou', 'de'], renames: 'agora é' },
  {
    joins: 'entrou',
    parts: 'saiu',
    quits: 'desconectou-se',
    kicks: ['chutou', 'do'],
    renames: 'mudou de apelido para',
  },
  {
    joins: 'è entrato',
    parts: '(?:ha abbandonato|abbandona)',
    quits: 'ha chiuso la connessione',
    kicks: ['ha es[pl]+ulso', 'da'],
    renames: 'è ora conosciuto come',
  },
  {
    joins: 'был добавлен',
    parts: 'вышел',
    quits: 'вышел',
    kicks: ['был выкинут', 'с'],
    renames: 'теперь известен как',
  },
  {
    joins: 'dołączył/a',
    parts: 'wyszedł/a',
    quits: 'rozłączył/a się',
    kicks: ['wyrzucił/ła', 'z'],
    renames: 'jest znany teraz jako',
  },
  {
    joins: 'deltager',
    parts: 'er gået',
    quits: 'har afsluttet',
    kicks: ['har sparket', 'fra'],
    renames: 'er nu kendt som',
  },
  {
    joins: 'har blitt med',
    parts: '(?:har forlatt|forlot)',
    quits: 'har avsluttet',
    kicks: ['har kastet ut', 'fra'],
    renames: 'er nå kjent som',
  },
  {
    joins: 'har gått in',
    parts: 'har lämnat',
    quits: 'har avslutat',
    kicks: ['har sparkat ut', 'från'],
    renames: 'är nu känd som',
  },
  { joins: 'liittyi', parts: 'poistui', quits: 'lopetti', renames: 'on nyt' },
  { joins: 'έχει εισέλθει', parts: 'αποχώρησε', quits: 'εγκατέλειψε', renames: 'τώρα είναι ως' },
  {
    joins: "s'ha unit",
    parts: 'ha sortit',
    quits: 'ha sortit',
    kicks: ['ha fet fora', 'de'],
    renames: 'és conegut com a',
  },
  { joins: 'katıldı', parts: 'ayrıldı', quits: 'çıktı', renames: 'artık bu şekilde biliniyor' },
  {
    joins: 'telah bergabung',
    parts: 'telah meninggalkan',
    quits: 'telah keluar',
    kicks: ['telah dikeluarkan', 'dari'],
    renames: 'sekarang namanya adalah',
  },
  { joins: '已进入', parts: '已离开', quits: '已退出', kicks: ['已将', '从'], renames: '改名为' },
];

const anyOf = (words: (one: Words) => string) => `(?:${[...new Set(languages.map(words))].join('|')})`;
const host = String.raw` \([^\s()]+\) `;

export const translatedJoins: readonly RegExp[] = [
  new RegExp(String.raw`^(\S+)${host}${anyOf(({ joins }) => joins)}\.?$`),
];

const withHost = new RegExp(String.raw`^(\S+)${host}${anyOf(({ parts }) => parts)}(?: \(.*\))?\.?$`, 's');

export const translatedLeaves: readonly RegExp[] = [
  withHost,
  new RegExp(String.raw`^(\S+) ${anyOf(({ quits }) => quits)} ?\(.*\)\.?$`, 's'),
  ...languages.flatMap(({ kicks }) =>
    kicks === undefined ? [] : [new RegExp(String.raw`^\S+ ${kicks[0]} (\S+) ${kicks[1]} [#&!+]\S+ `, 's')],
  ),
];

export const translatedRenames: readonly RegExp[] = [
  new RegExp(String.raw`^(\S+) ${anyOf(({ renames }) => renames)} (\S+)$`),
];

/** Whether the program says in one of these languages that somebody with a host comes or goes: nobody says that about himself. */
export function isTranslatedMove(text: string): boolean {
  return [withHost, ...translatedJoins].some((one) => one.test(text));
}

/** Whether the program may say this in one of these languages; a person may, too, so it counts where the program speaks none but them. */
export function isTranslated(text: string): boolean {
  return [...translatedJoins, ...translatedLeaves, ...translatedRenames].some((one) => one.test(text));
}
