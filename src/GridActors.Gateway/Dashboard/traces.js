// Where somebody or something was, over days, and who was with them. What is asked and what was found stay in this tab's
// memory only: neither an address nor the browser's storage ever holds a number of a person.

import { findTraces } from './api.js';
import { setAttribute, setText } from './dom.js';
import { isLeaf } from './history.js';
import { drawCompanions, drawTraces } from './trace-list.js';
import { say } from './words.js';

const at = id => document.getElementById(id);

const tracesPerPage = 20;
const tripsMax = 5;
const companionsPerTrip = 200;

const nothing = { question: null, traces: [], next: null, trips: [], trouble: null, isBusy: false };

let state = nothing;
let search = new AbortController();

export function createTraces() {
  at('traces-by').addEventListener('change', showFields);
  at('traces-form').addEventListener('submit', event => {
    event.preventDefault();
    ask();
  });
  at('traces-form').addEventListener('reset', forget);
  at('traces-more').addEventListener('click', () => find(state.question, state.next));
  for (const id of ['traces-list', 'traces-trips']) at(id).addEventListener('click', follow);
  showFields();
  return { update };
}

function update({ info }) {
  at('traces').hidden = isLeaf(info.kind);
  draw();
}

function showFields() {
  const by = at('traces-by').value;
  for (const field of at('traces-form').querySelectorAll('[data-of]')) field.hidden = !field.dataset.of.includes(by);
}

/** A row's vehicle or trip is the next question: who else was on it. */
function follow(event) {
  const button = event.target.closest('button[data-by]');
  if (!button) return;
  at('traces-by').value = button.dataset.by;
  at('traces-word').value = button.dataset.word;
  showFields();
  ask();
  at('traces').scrollIntoView({ block: 'start' });
}

function forget() {
  search.abort();
  state = nothing;
  draw();
  // The fields are emptied after this event.
  setTimeout(showFields);
}

function ask() {
  const question = questionInForm();
  search.abort();
  state = { ...nothing, question, trouble: question ? null : say('tracesNeed') };
  draw();
  if (question) find(question, null);
}

const textIn = id => at(id).value.trim();
const textOrNone = id => textIn(id) || undefined;

function questionInForm() {
  const by = at('traces-by').value;
  const what = by === 'person' ? personInForm() : textIn('traces-word');
  return what ? { [by]: what, from: textOrNone('traces-from'), to: textOrNone('traces-to') } : null;
}

/** The number of a document is enough; without one it takes name and telephone. */
function personInForm() {
  const [id, name, phone] = ['traces-id', 'traces-name', 'traces-phone'].map(textOrNone);
  if (!id && !(name && phone)) return null;
  return { id, idType: id && at('traces-id-type').value, name, phone };
}

async function find(question, after) {
  search = new AbortController();
  const { signal } = search;
  state = { ...state, isBusy: true, trouble: null };
  draw();
  try {
    const page = await findTraces({ ...question, after: after ?? undefined, limit: tracesPerPage }, signal);
    const traces = [...state.traces, ...page.traces];
    const trips = question.trip ? [tripOf(question.trip, traces)] : await companionsIn(traces, question, signal);
    if (signal.aborted) return;
    state = { question, traces, next: page.next, trips, trouble: null, isBusy: false };
  } catch (error) {
    if (signal.aborted) return;
    if (error.code === undefined) throw error;
    state = { ...state, trouble: troubleOf(error), isBusy: false };
  }
  draw();
}

function troubleOf({ status, code }) {
  if (code === 'bad-query') return say('tracesUnclear');
  if (code === 'bad-range') return say('tracesRange');
  return say(status === 401 || status === 403 ? 'tracesForbidden' : 'tracesTrouble', code);
}

/** Everybody else on the trips that the traces name, as far as somebody entered the trip within the same days. */
async function companionsIn(traces, { person, from, to }, signal) {
  const codes = [...new Set(traces.map(({ data }) => data.trip).filter(Boolean))].slice(0, tripsMax);
  const pages = await Promise.all(codes.map(trip => findTraces({ trip, from, to, limit: companionsPerTrip }, signal)));
  return codes.map((trip, place) => tripOf(trip, pages[place].traces, person));
}

/** The persons of a trip, each once, with when it was entered last. */
function tripOf(trip, traces, asked = null) {
  const persons = new Map();
  for (const { at: when, persons: named } of traces) {
    for (const person of named) {
      const key = JSON.stringify([person.idType, person.id, person.name, person.phone]);
      if (!persons.has(key) && !isSame(person, asked)) persons.set(key, { ...person, key, when });
    }
  }
  const vehicles = [...new Set(traces.map(({ data }) => data.vehicle).filter(Boolean))];
  return { trip, persons: [...persons.values()], vehicles };
}

const isSame = (person, asked) => asked !== null && (
  (asked.id !== undefined && person.id?.toUpperCase() === asked.id.toUpperCase())
  || (asked.phone !== undefined && person.name === asked.name && person.phone === asked.phone));

function draw() {
  const { question, traces, next, trips, trouble, isBusy } = state;
  at('traces-trouble').hidden = trouble === null;
  setText(at('traces-trouble'), trouble ?? '');
  setAttribute(at('traces'), 'data-state', isBusy ? 'busy' : question ? 'answered' : 'idle');
  at('traces-found').hidden = question === null || (isBusy && traces.length === 0) || trouble !== null;
  setText(at('traces-found'), traces.length === 0 ? say('tracesNone') : say(next ? 'tracesSome' : 'tracesAll', traces.length));
  drawCompanions(at('traces-trips'), trips);
  drawTraces(at('traces-list'), traces);
  at('traces-more').hidden = next === null;
}
