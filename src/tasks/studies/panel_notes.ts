import type { PanelOfRows } from '../../lift/panel/panel_of_rows.js';
import type { Usable } from '../../lift/panel/usable.js';
import { printable } from '../../text/printable.js';

/** Notes about a panel, next to its estimates: its size, the order of its periods, how adoption was read, what was left out. */
export function panelNotes(read: PanelOfRows, used: Usable): string[] {
  return [
    sizeNote(used),
    orderNote(read),
    ...adoptionNotes(read),
    ...droppedNotes(used),
    ...gapNote(read, used),
  ];
}

function sizeNote({ panel }: Usable): string {
  const treated = panel.first_treated.filter((date) => date >= 0).length;
  const units = panel.unit_ids.length;
  return `${units} units (${treated} treated, ${units - treated} controls), ${panel.period_labels.length} periods`;
}

/** How many periods are listed before the last one. */
const named = 3;

function orderNote({ periods }: PanelOfRows): string {
  const { labels, read_as } = periods;
  const shown = labels.map(printable);
  const names =
    labels.length <= named + 2 ? shown.join(', ') : `${shown.slice(0, named).join(', ')} ... ${shown.at(-1)}`;
  const [{ reading }, ...others] = read_as;
  const kin = others.filter((other) => other.reading.noun === reading.noun);
  const agreed =
    kin.length === 0
      ? ''
      : `; ${[reading, ...kin.map((other) => other.reading)].map(({ name }) => name).join(' and ')} give the same order`;
  return `periods in order: ${names} (${labels.length} ${reading.plural}${agreed})`;
}

function adoptionNotes({ adoptions, periods, panel }: PanelOfRows): string[] {
  const { dates, texts } = adoptions;
  if (dates === null || texts === null) return [];
  const counted = (kinds: readonly string[]) => {
    const found = texts.flatMap((text, unit) => (kinds.includes(text) ? [{ text, unit }] : []));
    const [first] = found;
    if (first === undefined) return null;
    const period = periods.labels[panel.first_treated[first.unit]!] ?? '';
    return { units: found.length, text: printable(first.text), period: printable(period) };
  };
  const [inside, between, after] = [counted(dates.inside), counted(dates.between), counted(dates.after)];
  const notes: string[] = [];
  if (inside !== null)
    notes.push(
      `${inside.units} units adopt within a period ("${inside.text}" in ${inside.period}): it counts as treated`,
    );
  if (between !== null)
    notes.push(
      `${between.units} units adopt between two periods ("${between.text}"): treated from the next one (${between.period})`,
    );
  if (after !== null)
    notes.push(`${after.units} units adopt after the last period ("${after.text}"): they are controls here`);
  if (dates.zero === 'never')
    notes.push(
      'adoption 0 (or -1) is read as "never", although it is also the first period; a unit treated from the first period on has to be left out',
    );
  if (dates.zero === 'period')
    notes.push('adoption 0 (or -1) is read as that period, because "never" is written differently');
  return notes;
}

function droppedNotes({ dropped_units, dropped_periods }: Usable): string[] {
  const notes: string[] = [];
  if (dropped_units > 0) notes.push(`left out: ${dropped_units} units already treated in the first period`);
  if (dropped_periods.length > 0)
    notes.push(
      `left out: the periods from ${printable(dropped_periods[0] as string)} on, in which every unit is treated; units that adopt then are controls`,
    );
  return notes;
}

function gapNote({ periods: { first_gap, labels } }: PanelOfRows, { panel }: Usable): string[] {
  if (first_gap === null || first_gap + 1 >= panel.period_labels.length) return [];
  const [earlier, later] = [labels[first_gap] as string, labels[first_gap + 1] as string].map(printable);
  return [`periods are not evenly spaced (${earlier} to ${later}): they count as neighbours`];
}
