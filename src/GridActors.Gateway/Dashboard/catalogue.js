// The catalogue of indicators: what a code is called, which topic it belongs to, whether it flows or stands.

import { getCatalogue } from './api.js';
import { language, measureName, quantityName, say } from './words.js';

const other = 'other';
const familiesAfter = 1e6;

let exact = new Map();
let families = [];
let topics = [];

export async function loadCatalogue(signal) {
  const answer = await getCatalogue(signal);
  const listed = answer.indicators.map((indicator, order) => ({ ...indicator, order }));
  exact = new Map(listed.filter(({ code }) => !code.endsWith('*')).map(indicator => [indicator.code, indicator]));
  // The longest prefix first: `cases.reported.*` must not take what `cases.reported.confirmed.*` describes.
  families = listed.filter(({ code }) => code.endsWith('*'))
    .map(indicator => ({ ...indicator, prefix: indicator.code.slice(0, -1) }))
    .sort((one, two) => two.prefix.length - one.prefix.length);
  topics = answer.topics;
}

const familyOf = code => families.find(({ prefix }) => code.startsWith(prefix) && code.length > prefix.length);

function entryOf(code) {
  return exact.get(code) ?? familyOf(code);
}

/** In the page's language; an unknown code is its own name, so that a deployment's new figure is seen at once. */
export function nameOf(code) {
  const entry = entryOf(code);
  const name = entry && (entry[language()] ?? entry.zh ?? entry.en);
  if (!name) return code;
  return entry.prefix ? name.replace('{0}', keyName(entry, code.slice(entry.prefix.length))) : name;
}

/** A key that begins with a known code has a name: of division 4201, the province. */
function keyName({ starts = [] }, key) {
  const start = starts.find(one => key.startsWith(one.code));
  if (!start) return key;
  return /^0*$/.test(key.slice(start.code.length)) ? start[language()] : `${start[language()]} ${key}`;
}

export const measureOf = code => measureName(entryOf(code)?.unit);
export const quantityOf = code => quantityName(entryOf(code)?.unit);

export const topicOf = code => entryOf(code)?.topic ?? other;

/** What the totals hold decides; the catalogue only where they are silent. */
export function kindOf(code, totals) {
  if (code in totals.levels) return 'level';
  if (code in totals.flows) return 'flow';
  return entryOf(code)?.kind ?? 'level';
}

/** `codes` by topic, in the catalogue's order of topics and of indicators within them; unknown ones last. */
export function byTopic(codes) {
  const known = new Map(topics.map(topic => [topic.topic, { ...topic, name: topic[language()], codes: [] }]));
  const rest = { topic: other, name: say('otherTopic'), codes: [] };
  for (const code of codes) (known.get(entryOf(code)?.topic) ?? rest).codes.push(code);
  // Members of open families last: a dozen division codes must not stand before what the topic is about.
  const order = code => {
    const entry = entryOf(code);
    return entry ? (entry.prefix ? familiesAfter : 0) + entry.order : Infinity;
  };
  return [...known.values(), rest].filter(topic => topic.codes.length > 0).map(topic => ({
    ...topic,
    codes: topic.codes.sort((one, two) => order(one) - order(two) || (one < two ? -1 : one > two ? 1 : 0)),
  }));
}
