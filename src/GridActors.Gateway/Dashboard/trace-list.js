// How traces are drawn: where and when, what happened there, who is named, and who shared a trip.

import { addressOf } from './address.js';
import { el, keyed, setAttribute, setText } from './dom.js';
import { clockTime } from './figures.js';
import { caseName, isolationName, personName, summaryOf, typeName } from './record-words.js';
import { kindName, say } from './words.js';

export function drawTraces(list, traces) {
  keyed(list, traces, ({ unit, version }) => `${unit} ${version}`, emptyTrace, updateTrace);
}

const emptyTrace = ({ unit, version }) => el('li', { data: { unit, version } },
  el('div', { class: 'record-head' }, el('a', { class: 'trace-place' }), el('span', { class: 'record-type' }), el('time')),
  el('div', { class: 'record-data' }),
  el('div', { class: 'trace-ways' },
    el('button', { type: 'button', data: { by: 'vehicle' } }), el('button', { type: 'button', data: { by: 'trip' } })),
  el('ul', { class: 'trace-persons' }));

function updateTrace(item, { unit, kind, name, at: when, type, data, persons }) {
  const [head, summary, ways, named] = item.children;
  const [place, what, time] = head.children;
  setText(place, kind ? `${name} · ${kindName(kind)}` : unit);
  setAttribute(place, 'href', addressOf(unit));
  setText(what, typeName(type));
  setText(time, clockTime(when));
  setAttribute(time, 'datetime', when);
  const { vehicle, trip, person, companions, ...rest } = data;
  setText(summary, summaryOf(rest));
  way(ways.children[0], 'traceVehicle', vehicle);
  way(ways.children[1], 'traceTrip', trip);
  drawPersons(named, persons);
}

function way(button, label, word) {
  button.hidden = !word;
  setText(button, word ? say(label, word) : '');
  setAttribute(button, 'data-word', word ?? '');
}

export function drawCompanions(box, trips) {
  keyed(box, trips, ({ trip }) => trip,
    () => el('div', { class: 'trace-trip' }, el('h3'), el('p', { class: 'quiet' }), el('ul', { class: 'trace-persons' })),
    (item, { trip, persons, vehicles }) => {
      const [title, note, list] = item.children;
      setAttribute(item, 'data-trip', trip);
      setText(title, say('traceShared', trip, persons.length));
      setText(note, vehicles.length > 0 ? say('traceVehicles', vehicles.join('、')) : '');
      note.hidden = vehicles.length === 0;
      drawPersons(list, persons);
    });
}

function drawPersons(list, persons) {
  keyed(list, persons, person => person.key ?? JSON.stringify([person.id, person.name, person.phone]),
    () => el('li', {}, el('span', { class: 'trace-person' }), el('a', { class: 'code' }),
      el('span', { class: 'trace-mark' }), el('span', { class: 'trace-mark' }), el('time')),
    (item, { unit, case: status, isolation, when, ...person }) => {
      const [who, home, illness, stay, time] = item.children;
      setText(who, personName(person));
      setText(home, unit ?? '');
      setAttribute(home, 'href', unit && addressOf(unit));
      setText(illness, status ? caseName(status) : '');
      setAttribute(illness, 'data-case', status);
      setText(stay, isolation ? say('traceIsolated', isolationName(isolation.kind), clockTime(isolation.since)) : '');
      setText(time, when ? clockTime(when) : '');
    });
}
