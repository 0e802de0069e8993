import { Temporal } from 'temporal-polyfill';
import { suggestion } from './suggestion.js';

/** What a user may have meant by an invalid zone, as one sentence. */
export function zoneHint(zone: string): string {
  if (/beijing|peking|china|北京|中国/i.test(zone)) return 'For China, write `Asia/Shanghai`.';
  const minutes = offsetMinutes(zone);
  if (minutes !== null) return offsetHint(minutes);
  const places = Object.hasOwn(abbreviations, zone.toUpperCase())
    ? abbreviations[zone.toUpperCase()]
    : undefined;
  if (places !== undefined) return abbreviationHint(zone, places);
  return suggestion(zone, zoneNames()) ?? 'Write Region/City or UTC.';
}

/** Whether everything that computes with zones knows this one: Intl accepts offsets, any case, and abbreviations that Temporal does not. */
export function isZone(zone: string): boolean {
  if (!/^[A-Z][A-Za-z0-9_+/-]*$/.test(zone)) return false;
  const twin = zoneNames().find((name) => name.toLowerCase() === zone.toLowerCase());
  if (twin !== undefined) return twin === zone;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

function zoneNames(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

/** Abbreviations and the zones they can mean. */
const abbreviations: Readonly<Record<string, readonly string[]>> = {
  ACST: ['Australia/Darwin', 'Australia/Adelaide'],
  ADT: ['America/Halifax'],
  AEDT: ['Australia/Sydney'],
  AEST: ['Australia/Sydney', 'Australia/Brisbane'],
  AKST: ['America/Anchorage'],
  AMT: ['America/Manaus', 'Asia/Yerevan'],
  ART: ['America/Argentina/Buenos_Aires'],
  AST: ['America/Halifax', 'Asia/Riyadh'],
  AWST: ['Australia/Perth'],
  BRT: ['America/Sao_Paulo'],
  BST: ['Europe/London', 'Asia/Dhaka'],
  CAT: ['Africa/Maputo'],
  CDT: ['America/Chicago'],
  CEST: ['Europe/Paris', 'Europe/Berlin'],
  CST: ['Asia/Shanghai', 'America/Chicago', 'America/Havana'],
  CTT: ['Asia/Shanghai'],
  EAT: ['Africa/Nairobi'],
  ECT: ['America/Guayaquil', 'Europe/Paris'],
  EDT: ['America/New_York'],
  EEST: ['Europe/Athens'],
  GST: ['Asia/Dubai'],
  HKT: ['Asia/Hong_Kong'],
  ICT: ['Asia/Bangkok'],
  IST: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  JST: ['Asia/Tokyo'],
  KST: ['Asia/Seoul'],
  MDT: ['America/Denver'],
  MSK: ['Europe/Moscow'],
  NST: ['America/St_Johns'],
  NZDT: ['Pacific/Auckland'],
  NZST: ['Pacific/Auckland'],
  PDT: ['America/Los_Angeles'],
  PHT: ['Asia/Manila'],
  PKT: ['Asia/Karachi'],
  PST: ['America/Los_Angeles', 'Asia/Manila'],
  SAST: ['Africa/Johannesburg'],
  SGT: ['Asia/Singapore'],
  SST: ['Pacific/Pago_Pago', 'Asia/Singapore'],
  WIB: ['Asia/Jakarta'],
};

function abbreviationHint(zone: string, places: readonly string[]): string {
  const names = places.map((name) => `\`${name}\``);
  if (names.length === 1) return `Write ${names[0]}.`;
  return `${zone} can mean several zones: write ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`;
}

/** The minutes east of UTC in `UTC+8`, `GMT+08:00`, `+0800` and the like; null for anything else. */
function offsetMinutes(zone: string): number | null {
  const [, sign, hours, minutes = '0'] =
    /^(?:UTC|GMT)? ?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(zone.replace('−', '-')) ?? [];
  if (sign === undefined) return null;
  const size = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -size : size;
}

/** A well-known place for each offset (minutes east of UTC) where clocks do not change during the year. */
const steadyPlaces: Readonly<Record<number, string>> = {
  [-600]: 'Pacific/Honolulu',
  [-420]: 'America/Phoenix',
  [-360]: 'America/Costa_Rica',
  [-300]: 'America/Bogota',
  [-240]: 'America/La_Paz',
  [-180]: 'America/Sao_Paulo',
  0: 'UTC',
  60: 'Africa/Lagos',
  120: 'Africa/Johannesburg',
  180: 'Asia/Riyadh',
  240: 'Asia/Dubai',
  270: 'Asia/Kabul',
  300: 'Asia/Karachi',
  330: 'Asia/Kolkata',
  345: 'Asia/Kathmandu',
  360: 'Asia/Dhaka',
  390: 'Asia/Yangon',
  420: 'Asia/Bangkok',
  480: 'Asia/Shanghai',
  540: 'Asia/Tokyo',
  570: 'Australia/Darwin',
  600: 'Australia/Brisbane',
};

/** Zones named Etc/GMT count hours to the west, so their sign is reversed. */
function offsetHint(minutes: number): string {
  const place = steadyPlaces[minutes];
  if (minutes === 0) return 'Write `UTC`.';
  const hours = minutes / 60;
  const fixed = `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  const isFixed = Number.isInteger(hours) && hours <= 14 && hours >= -12;
  if (!isFixed)
    return place === undefined ? 'Write Region/City or UTC.' : `Write a place such as \`${place}\`.`;
  const named = place === undefined ? '' : `, or a place such as \`${place}\``;
  return `Write \`${fixed}\` (the sign is reversed in these names)${named}.`;
}
