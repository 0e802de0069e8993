/**
 * Names of months in capitals, by their English abbreviation: German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian,
 * Turkish, Indonesian, Russian and Ukrainian. Those that English has, too, are left out, and so is every name that is another month in
 * another language (Polish listopad is November, Croatian October).
 */
export const monthNames: Readonly<Record<string, readonly string[]>> = {
  JAN: [
    ...[
      'JANUAR',
      'JÄNNER',
      'JANVIER',
      'JANV',
      'ENERO',
      'ENE',
      'JANEIRO',
      'GENNAIO',
      'GEN',
      'JANUARI',
      'OCAK',
      'OCA',
    ],
    ...['ЯНВАРЬ', 'ЯНВАРЯ', 'ЯНВ', 'СІЧЕНЬ', 'СІЧНЯ', 'СІЧ'],
  ],
  FEB: [
    ...[
      'FEBRUAR',
      'FÉVRIER',
      'FEVRIER',
      'FÉVR',
      'FEVR',
      'FEBRERO',
      'FEVEREIRO',
      'FEV',
      'FEBBRAIO',
      'FEBRUARI',
    ],
    ...['FEBR', 'ŞUBAT', 'ŞUB', 'ФЕВРАЛЬ', 'ФЕВРАЛЯ', 'ФЕВР', 'ФЕВ', 'ЛЮТИЙ', 'ЛЮТОГО', 'ЛЮТ'],
  ],
  MAR: [
    ...[
      'MÄRZ',
      'MAERZ',
      'MÄR',
      'MRZ',
      'MARS',
      'MARZO',
      'MARÇO',
      'MARCO',
      'MAART',
      'MRT',
      'MARTS',
      'MART',
      'MARET',
    ],
    ...['МАРТ', 'МАРТА', 'МАР', 'БЕРЕЗЕНЬ', 'БЕРЕЗНЯ', 'БЕР'],
  ],
  APR: [
    ...['AVRIL', 'AVR', 'ABRIL', 'ABR', 'APRILE', 'NISAN', 'NIS'],
    ...['АПРЕЛЬ', 'АПРЕЛЯ', 'АПР', 'КВІТЕНЬ', 'КВІТНЯ', 'КВІТ'],
  ],
  MAY: [
    ...['MAI', 'MAYO', 'MAIO', 'MAGGIO', 'MAG', 'MEI', 'MAJ', 'MAYIS'],
    ...['МАЙ', 'МАЯ', 'ТРАВЕНЬ', 'ТРАВНЯ', 'ТРАВ'],
  ],
  JUN: [
    ...['JUNI', 'JUIN', 'JUNIO', 'JUNHO', 'GIUGNO', 'GIU', 'HAZIRAN', 'HAZ'],
    ...['ИЮНЬ', 'ИЮНЯ', 'ИЮН', 'ЧЕРВЕНЬ', 'ЧЕРВНЯ', 'ЧЕРВ'],
  ],
  JUL: [
    ...['JULI', 'JUILLET', 'JUIL', 'JULIO', 'JULHO', 'LUGLIO', 'LUG', 'TEMMUZ', 'TEM'],
    ...['ИЮЛЬ', 'ИЮЛЯ', 'ИЮЛ', 'ЛИПЕНЬ', 'ЛИПНЯ', 'ЛИП'],
  ],
  AUG: [
    ...['AOÛT', 'AOUT', 'AGOSTO', 'AGO', 'AUGUSTUS', 'AUGUSTI', 'AĞUSTOS', 'AĞU', 'AGUSTUS', 'AGU'],
    ...['АВГУСТ', 'АВГУСТА', 'АВГ', 'СЕРПЕНЬ', 'СЕРПНЯ', 'СЕРП'],
  ],
  SEP: [
    ...['SEPTEMBRE', 'SEPTIEMBRE', 'SETIEMBRE', 'SETEMBRO', 'SET', 'SETTEMBRE', 'EYLÜL', 'EYL'],
    ...['СЕНТЯБРЬ', 'СЕНТЯБРЯ', 'СЕНТ', 'СЕН', 'ВЕРЕСЕНЬ', 'ВЕРЕСНЯ', 'ВЕР'],
  ],
  OCT: [
    ...['OKTOBER', 'OKT', 'OCTOBRE', 'OCTUBRE', 'OUTUBRO', 'OUT', 'OTTOBRE', 'OTT', 'EKIM', 'EKI'],
    ...['ОКТЯБРЬ', 'ОКТЯБРЯ', 'ОКТ', 'ЖОВТЕНЬ', 'ЖОВТНЯ', 'ЖОВТ'],
  ],
  NOV: [
    ...['NOVEMBRE', 'NOVIEMBRE', 'NOVEMBRO', 'KASIM', 'KAS'],
    ...['НОЯБРЬ', 'НОЯБРЯ', 'НОЯБ', 'НОЯ', 'ЛИСТОПАД', 'ЛИСТОПАДА', 'ЛИСТ'],
  ],
  DEC: [
    ...[
      'DEZEMBER',
      'DEZ',
      'DÉCEMBRE',
      'DECEMBRE',
      'DÉC',
      'DICIEMBRE',
      'DIC',
      'DEZEMBRO',
      'DICEMBRE',
      'DESEMBER',
    ],
    ...['DES', 'ARALIK', 'ARA', 'ДЕКАБРЬ', 'ДЕКАБРЯ', 'ДЕК', 'ГРУДЕНЬ', 'ГРУДНЯ', 'ГРУД'],
  ],
};
