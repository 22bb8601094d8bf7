// A unit's own records, newest first: what was reported, when, by whom, from which device.

import { getRecords } from './api.js';
import { el, keyed, setAttribute, setText } from './dom.js';
import { clockTimeLike } from './figures.js';
import { summaryOf, typeName } from './record-words.js';
import { say } from './words.js';

const at = id => document.getElementById(id);

export const recordsPerPage = 20;

// A leaf is read for its records, an area rarely.
const leaves = new Set(['household', 'checkpoint', 'institution']);
export const isLeaf = kind => leaves.has(kind);

/**
 * The newest `count` records. The server lists oldest first, after a version; as a unit's own version counts its
 * entries, the newest begin at `ownVersion - count`. Newer ones may come while the pages are read: they come along.
 */
export async function newestRecords(unit, ownVersion, count, signal) {
  const records = [];
  let after = Math.max(0, ownVersion - count);
  while (after !== null && records.length < count) {
    const page = await getRecords(unit, after, count - records.length, signal);
    records.push(...page.records);
    // `next` that does not go forward would never end.
    after = page.next > after ? page.next : null;
  }
  return records.reverse();
}

export function createHistory({ onOlder }) {
  at('history-older').addEventListener('click', onOlder);
  return { update };
}

function update({ records, recordsWanted, ownVersion }) {
  at('history').hidden = !records || (ownVersion === 0 && records.length === 0);
  if (!records) return;
  keyed(at('history-list'), records, ({ version }) => version, emptyRecord, updateRecord);
  at('no-records').hidden = records.length > 0;
  at('history-older').hidden = recordsWanted >= ownVersion;
}

const emptyRecord = ({ version }) => el('li', { data: { version } },
  el('div', { class: 'record-head' },
    el('span', { class: 'record-type' }), el('span', { class: 'record-voided' }), el('time')),
  el('div', { class: 'record-data' }), el('div', { class: 'record-source' }));

function updateRecord(item, { source, seq, at: when, received, by, type, data, voided }) {
  const [head, summary, origin] = item.children;
  const [name, isVoided, time] = head.children;
  setText(name, typeName(type));
  setText(isVoided, voided ? say('voided') : '');
  setText(time, clockTimeLike(when, received));
  setAttribute(time, 'datetime', when);
  setText(summary, summaryOf(data));
  setText(origin, [by && say('by', by), source && `${source} #${seq}`].filter(Boolean).join(' · '));
  setAttribute(item, 'data-type', type);
  item.classList.toggle('voided', Boolean(voided));
}
