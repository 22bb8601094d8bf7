// Arithmetic and spelling of figures and days.
//
// Values are exact decimals with at most 3 places, but a JavaScript number is binary: 0.1 + 0.2 is not 0.3. Sums are
// therefore made in whole thousandths, which are exact up to 9 * 10^12; "adds up" may then mean equal, not nearly.

const thousandths = 1000;

/** The exact sum of decimals with at most 3 places. */
export function sum(values) {
  let total = 0;
  for (const value of values) total += Math.round((value ?? 0) * thousandths);
  return total / thousandths;
}

export const difference = (value, other) => sum([value, -(other ?? 0)]);

/**
 * How one indicator stands at the end of `day`: what it is now less what later days contributed. It is the same for
 * flows (cumulative) and levels, and holds while days arrive, which asking the server for one day would not.
 */
export function standing(totals, kind, code, day) {
  const now = (kind === 'level' ? totals.levels : totals.flows)[code] ?? 0;
  const later = Object.keys(totals.days).filter(other => other > day).map(other => totals.days[other][code]);
  return difference(now, sum(later));
}

/**
 * The days that hold data, oldest first. ISO dates sort as text. Just before midnight a record of a fast clock is of
 * tomorrow; a day that has not begun is not told of yet.
 */
export const daysWithData = ({ days }, today) => Object.keys(days).filter(day => day <= today).sort();

/** What a day brought of a flow; how a level stood at its end. */
export const valueOn = (totals, kind, code, day) =>
  (kind === 'flow' ? totals.days[day]?.[code] ?? 0 : standing(totals, kind, code, day));

/** An instant spelled with the offset of `like`, which the server spelled: with that of the deployment's zone. */
export function spelledLike(instant, like) {
  const [, offset, sign, hours, minutes] = /(([+-])(\d\d):(\d\d))$/.exec(like) ?? [null, 'Z', '+', 0, 0];
  const shift = (sign === '-' ? -1 : 1) * (hours * 60 + Number(minutes)) * 60_000;
  return new Date(instant.getTime() + shift).toISOString().replace('Z', offset);
}

export const nowLike = like => spelledLike(new Date(), like);

export function addDays(day, count) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/**
 * Every day from the first with data until today, at most `countMax`: what a chart spans. Where nothing was recorded
 * for longer than that, it ends with the last day that has any: a chart of nothing would say nothing.
 */
export function chartSpan(days, today, countMax) {
  const last = days.at(-1);
  const to = last < addDays(today, 1 - countMax) ? last : today;
  const earliest = addDays(to, 1 - countMax);
  return { from: days[0] > earliest ? days[0] : earliest, to };
}

const locale = lang => (lang === 'zh' ? 'zh-CN' : 'en-GB');

export function number(value, lang) {
  return new Intl.NumberFormat(locale(lang), { maximumFractionDigits: 3 }).format(value);
}

/** With its sign, and a true minus. */
export function signed(value, lang) {
  if (value === 0) return '±0';
  return (value > 0 ? '+' : '−') + number(Math.abs(value), lang);
}

export function percent(share, lang) {
  const digits = share > 0 && share < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(locale(lang), { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** Short for an axis: 12,000 is `1.2万` in Chinese and `12K` in English. */
export function axisNumber(value, lang) {
  return new Intl.NumberFormat(locale(lang), { notation: 'compact', maximumFractionDigits: 3 }).format(value);
}

// A day is a date of the deployment's calendar, not an instant: it is spelled in UTC so that no browser shifts it.
const spelled = (day, lang, options) =>
  new Intl.DateTimeFormat(locale(lang), { timeZone: 'UTC', ...options }).format(new Date(`${day}T00:00:00Z`));

export const longDay = (day, lang) =>
  spelled(day, lang, { year: 'numeric', month: lang === 'zh' ? 'long' : 'short', day: 'numeric', weekday: 'short' });

export const shortDay = (day, lang) =>
  spelled(day, lang, lang === 'zh' ? { month: 'numeric', day: 'numeric' } : { day: 'numeric', month: 'short' });

/** An instant as its writer wrote it: the offset in a record says which clock hung on the wall there. */
export function clockTime(at) {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(at) ?? [null, '', at];
  return `${day} ${time}`.trim();
}

/** The end of a day is 24:00 of that day: what is due then is not due on the next. */
export function dueTime(at) {
  const [day, time = ''] = clockTime(at.replace(' ', 'T')).split(' ');
  return time === '00:00' ? `${addDays(day, -1)} 24:00` : `${day} ${time}`.trim();
}

/** The same on the deployment's clock: what a device or the system wrote in UTC is not of another day for that. */
export const clockTimeLike = (at, like) => clockTime(spelledLike(new Date(at), like));
