// What each child contributes: a table of the children, the unit's own records and the sum, with the proof that the
// parts make the whole.

import { addressOf } from './address.js';
import { byTopic, kindOf, nameOf } from './catalogue.js';
import { sumOf, valueOf } from './contributions.js';
import { el, flash, keyed, setAttribute, setText } from './dom.js';
import { number, percent } from './figures.js';
import { columnsOf, columnsOfTopic, isAlarming } from './highlights.js';
import { kindName, language, say } from './words.js';

const at = id => document.getElementById(id);

// A village of 700 households is one screen of searching, not 700 rows of layout four times a minute.
const rowsPerPage = 200;

const nameColumn = 'name';
const subjectColumn = 'subject';

/** `onTopic` gets the topic whose figures the columns are to show; empty: the few that matter most. */
export function createChildren({ onTopic }) {
  const view = { sort: subjectColumn, descending: true, text: '', kind: '', limit: rowsPerPage };
  let model = null;
  let order = [];

  at('filter').addEventListener('input', () => change({ text: at('filter').value.trim().toLowerCase() }));
  at('filter-kind').addEventListener('change', () => change({ kind: at('filter-kind').value }));
  at('filter-topic').addEventListener('change', () => onTopic(at('filter-topic').value));
  at('show-more').addEventListener('click', () => change({ limit: view.limit + rowsPerPage }));
  at('children-head').addEventListener('click', event => {
    const column = event.target.closest('button')?.dataset.column;
    if (!column) return;
    // Names read upward, amounts downward; the same column again turns round.
    const descending = column === view.sort ? !view.descending : column !== nameColumn;
    change({ sort: column, descending });
  });
  at('children-body').addEventListener('click', event => {
    // The whole row leads to the child; the link in it is for keyboards, new tabs and screen readers.
    const row = event.target.closest('tr[data-unit]');
    if (row && !event.target.closest('a') && getSelection().isCollapsed) location.hash = addressOf(row.dataset.unit);
  });

  function change(changes) {
    Object.assign(view, changes);
    render({ reorder: true, news: false });
  }

  function update(next) {
    const sameUnit = model?.unit === next.unit && model.indicator === next.indicator && model.topic === next.topic;
    const news = sameUnit && model.children !== null && model.children !== next.children;
    if (model?.unit !== next.unit) {
      Object.assign(view, { text: '', kind: '', limit: rowsPerPage });
      at('filter').value = '';
      order = [];
    }
    model = next;
    // Rows do not change places under a hand that is about to tap one.
    render({ reorder: !sameUnit || !isHeld(), news });
  }

  function render({ reorder, news }) {
    const answer = model?.children;
    at('children').hidden = !answer || (answer.children.length === 0 && answer.own.version === 0);
    if (!answer) return;
    const kind = kindOf(model.indicator, model.totals);
    const total = sumOf(answer, model.indicator);
    const title = say(kind === 'flow' ? 'childrenOfFlow' : 'childrenOf', nameOf(model.indicator));
    // The children's figures are those of now also while the tiles show an earlier day.
    setText(at('children-title'), model.chosenDay === null ? title : say('latestFigures', title));

    const kinds = kindsByCount(answer.children);
    const shownKinds = view.kind ? [view.kind] : kinds;
    const parts = [answer.own, ...answer.children];
    const hasAny = code => code !== model.indicator && parts.some(part => valueOf(part, code) !== 0);
    const topics = topicsOf(parts);
    const topic = topics.find(({ topic }) => topic === model.topic);
    const columns = topic ? columnsOfTopic(topic.codes, hasAny) : columnsOf(shownKinds, hasAny);
    if (view.sort !== nameColumn && !columns.includes(view.sort)) view.sort = subjectColumn;
    kindChoice(kinds, view);
    topicChoice(topics, topic?.topic ?? '');

    const matching = answer.children.filter(child => matches(child, view));
    const ordered = reorder ? sorted(matching, view, model.indicator) : held(matching, order);
    order = ordered.map(({ unit }) => unit);
    const context = { indicator: model.indicator, total, columns, news };

    head(columns, model.indicator, view);
    own(answer.own, context);
    keyed(at('children-body'), ordered.slice(0, view.limit), ({ unit }) => unit,
      child => emptyRow(child.unit), (row, child) => childRow(row, child, context));
    sums(answer, context);
    rest(answer.children.length, ordered.length, view.limit);
  }

  return { update };
}

// A touch screen leaves :hover behind on what was tapped last; only a real pointer holds the table.
const isHeld = () => matchMedia('(hover: hover)').matches && at('children-body').matches(':hover')
  || at('children-body').contains(document.activeElement);

const matches = ({ unit, kind, name }, view) => (!view.kind || kind === view.kind)
  && (!view.text || name.toLowerCase().includes(view.text) || unit.toLowerCase().includes(view.text));

function sorted(children, { sort, descending }, indicator) {
  const code = sort === subjectColumn ? indicator : sort;
  const collator = new Intl.Collator(language() === 'zh' ? 'zh-CN' : 'en', { numeric: true });
  const compare = sort === nameColumn
    ? (one, two) => collator.compare(one.name, two.name)
    : (one, two) => valueOf(one, code) - valueOf(two, code);
  return [...children].sort((one, two) => (one.moved === true) - (two.moved === true)
    || (descending ? -1 : 1) * compare(one, two) || collator.compare(one.unit, two.unit));
}

function held(children, order) {
  const place = new Map(order.map((unit, index) => [unit, index]));
  return [...children].sort((one, two) => (place.get(one.unit) ?? Infinity) - (place.get(two.unit) ?? Infinity) || 0);
}

/** The kinds among the children, the most frequent first. */
function kindsByCount(children) {
  const counts = new Map();
  for (const { kind } of children) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts.keys()].sort((one, two) => counts.get(two) - counts.get(one));
}

function kindChoice(kinds, view) {
  at('filter-kind').hidden = kinds.length < 2;
  keyed(at('filter-kind'), ['', ...kinds], kind => kind, kind => el('option', { value: kind }),
    (option, kind) => setText(option, kind ? kindName(kind) : say('allKinds')));
  at('filter-kind').value = view.kind;
}

/** The topics of which any part holds a figure. */
function topicsOf(parts) {
  const codes = new Set(parts.flatMap(part => [...Object.keys(part.levels), ...Object.keys(part.flows)]));
  return byTopic([...codes]);
}

function topicChoice(topics, chosen) {
  keyed(at('filter-topic'), [{ topic: '', name: say('columnsOverview') }, ...topics], ({ topic }) => topic,
    ({ topic }) => el('option', { value: topic }), (option, { name }) => setText(option, name));
  at('filter-topic').value = chosen;
}

function head(columns, indicator, view) {
  const listed = [nameColumn, subjectColumn, ...columns];
  keyed(at('children-head'), listed, column => column,
    column => el('th', { scope: 'col' }, el('button', { type: 'button', data: { column } })),
    (cell, column) => {
      const name = column === nameColumn ? say('unit') : nameOf(column === subjectColumn ? indicator : column);
      const direction = view.descending ? 'descending' : 'ascending';
      setText(cell.firstChild, name);
      setAttribute(cell.firstChild, 'title', say('sortBy', name));
      setAttribute(cell, 'aria-sort', column === view.sort ? direction : null);
      cell.className = column === nameColumn ? 'name' : column === subjectColumn ? 'subject' : 'amount';
    });
}

const emptyRow = unit => el('tr', { data: { unit } },
  el('th', { scope: 'row', class: 'name' }, el('a'), el('span', { class: 'kind' })));

function childRow(row, child, context) {
  const [link, kind] = row.firstChild.children;
  setAttribute(link, 'href', addressOf(child.unit));
  setAttribute(link, 'title', child.unit);
  setText(link, child.name);
  setText(kind, child.moved ? say('moved') : kindName(child.kind));
  setAttribute(row, 'data-kind', child.kind);
  setAttribute(row, 'data-version', child.version);
  row.classList.toggle('moved', child.moved === true);
  amounts(row, child, context);
}

function own(part, context) {
  keyed(at('children-own'), [part], () => 'own',
    () => el('tr', { id: 'own-row' }, el('th', { scope: 'row', class: 'name' })),
    row => {
      setText(row.firstChild, say('own'));
      setAttribute(row, 'data-version', part.version);
      amounts(row, part, context);
    });
}

function sums(answer, context) {
  keyed(at('children-sum'), [answer], () => 'sum',
    () => el('tr', { id: 'sum-row' }, el('th', { scope: 'row', class: 'name' })),
    row => {
      setText(row.firstChild, say('sum'));
      setAttribute(row, 'data-version', answer.version);
      const made = Object.fromEntries([context.indicator, ...context.columns].map(code => [code, sumOf(answer, code)]));
      amounts(row, { levels: made, flows: {} }, context);
    });
}

/** The cells after the name: the subject with its share as a bar, then the other columns. */
function amounts(row, part, { indicator, total, columns, news }) {
  const cells = [{ code: indicator, isSubject: true }, ...columns.map(code => ({ code, isSubject: false }))];
  while (row.children.length > cells.length + 1) row.lastChild.remove();
  cells.forEach(({ code, isSubject }, index) => {
    const cell = row.children[index + 1] ?? row.appendChild(emptyAmount(isSubject));
    const value = valueOf(part, code);
    const changed = cell.dataset.indicator === code && cell.dataset.value !== String(value);
    setAttribute(cell, 'data-indicator', code);
    setAttribute(cell, 'data-value', value);
    setText(cell.querySelector('.figure'), number(value, language()));
    cell.classList.toggle('zero', value === 0);
    cell.classList.toggle('alarming', isAlarming(code, value));
    if (isSubject) share(cell, total > 0 ? Math.max(0, value) / total : 0);
    if (changed && news) flash(cell);
  });
}

const emptyAmount = isSubject => (isSubject
  ? el('td', { class: 'subject' }, el('div', { class: 'part' },
    el('span', { class: 'share' }), el('span', { class: 'figure' }),
    el('span', { class: 'track', 'aria-hidden': 'true' }, el('span', { class: 'fill' }))))
  : el('td', { class: 'amount' }, el('span', { class: 'figure' })));

function share(cell, part) {
  setText(cell.querySelector('.share'), part > 0 ? percent(part, language()) : '');
  cell.querySelector('.fill').style.setProperty('--share', part);
}

function rest(count, matching, limit) {
  const hidden = Math.max(0, matching - limit);
  at('show-more').hidden = hidden === 0;
  setText(at('show-more'), say('showMore', number(Math.min(hidden, rowsPerPage), language())));
  setText(at('shown-count'), say('shown', number(Math.min(matching, limit), language()), number(count, language())));
  setText(at('no-match'), say(count === 0 ? 'noChildren' : 'noMatch'));
  at('no-match').hidden = matching > 0;
}
