// The day's figures as tiles: the few that matter most for this kind of unit, then all of them by topic. Tapping one
// makes it the subject of the chart and of the contributions.

import { byTopic, kindOf, nameOf, quantityOf } from './catalogue.js';
import { el, flash, keyed, setAttribute, setText } from './dom.js';
import { number, signed, standing, valueOn } from './figures.js';
import { headlineOf, isAlarming } from './highlights.js';
import { language, say } from './words.js';

const at = id => document.getElementById(id);

// A topic such as supplies has dozens of codes; the first few say what it is about.
const tilesPerTopic = 8;

export function createTiles({ onIndicator, onTopic }) {
  const opened = new Set();
  let shownFor = null;
  let latest = null;

  for (const id of ['headline', 'topics']) {
    at(id).addEventListener('click', event => {
      const tile = event.target.closest('.tile');
      // A headline is seen beside the other headlines, a topic's figure beside that topic's.
      if (tile) onIndicator(tile.dataset.indicator, tile.closest('.topic')?.dataset.topic ?? '');
    });
  }
  at('topic-nav').addEventListener('click', event => {
    const topic = event.target.closest('button')?.dataset.topic;
    if (topic) at('topics-list').querySelector(`[data-topic="${topic}"]`)?.scrollIntoView({ block: 'start' });
  });

  function toggle(topic) {
    if (!opened.delete(topic)) opened.add(topic);
    update(latest);
  }

  function update(model) {
    // What changed is news only against the same unit, day and language; else everything would light up at once.
    const subject = `${model.unit} ${model.day} ${language()}`;
    const context = { model, news: subject === shownFor };
    shownFor = subject;
    latest = model;
    const codes = [...Object.keys(model.totals.levels), ...Object.keys(model.totals.flows)];
    const present = new Set(codes);
    fill(at('headline-tiles'), headlineOf(model.info.kind, code => present.has(code)), context);
    const topics = byTopic(codes);
    keyed(at('topic-nav'), topics, ({ topic }) => topic,
      ({ topic }) => el('button', { type: 'button', class: 'chip', data: { topic } }),
      (chip, { name }) => setText(chip, name));
    keyed(at('topics-list'), topics, ({ topic }) => topic, ({ topic }) => emptyTopic(topic, { toggle, onTopic }),
      (section, topic) => updateTopic(section, topic, opened.has(topic.topic), context));
    at('headline').hidden = codes.length === 0;
    at('topic-nav').hidden = topics.length < 3;
    at('topics').hidden = codes.length === 0;
    at('no-figures').hidden = codes.length > 0;
  }

  return { update };
}

function emptyTopic(topic, { toggle, onTopic }) {
  return el('section', { class: 'topic', data: { topic } },
    el('div', { class: 'topic-top' },
      el('h3'), el('button', { type: 'button', class: 'by-unit', on: { click: () => onTopic(topic) } })),
    el('div', { class: 'tiles' }),
    el('button', { type: 'button', class: 'more', on: { click: () => toggle(topic) } }));
}

function updateTopic(section, { topic, name, codes }, isOpen, context) {
  const [top, tiles, more] = section.children;
  const [heading, byUnit] = top.children;
  setText(heading, name);
  setText(byUnit, say('byUnit'));
  byUnit.hidden = !context.model.children?.children.length;
  setAttribute(byUnit, 'aria-pressed', String(context.model.topic === topic));
  fill(tiles, isOpen ? codes : codes.slice(0, tilesPerTopic), context);
  more.hidden = codes.length <= tilesPerTopic;
  setText(more, isOpen ? say('fewerFigures') : say('moreFigures', codes.length - tilesPerTopic));
  setAttribute(more, 'aria-expanded', String(isOpen));
}

function fill(container, codes, context) {
  keyed(container, codes, code => code, emptyTile, (tile, code) => updateTile(tile, code, context));
}

function emptyTile(code) {
  return el('button', { type: 'button', class: 'tile', data: { indicator: code } },
    el('span', { class: 'tile-name' }),
    el('span', { class: 'tile-main' },
      el('span', { class: 'tile-value' }), el('span', { class: 'tile-caption' })),
    el('span', { class: 'tile-more' }));
}

function updateTile(tile, code, { model, news }) {
  const { totals, day, chosenDay, indicator } = model;
  const lang = language();
  const kind = kindOf(code, totals);
  const onDay = day ? valueOn(totals, 'flow', code, day) : 0;
  const stands = day ? standing(totals, kind, code, day) : (totals.levels[code] ?? totals.flows[code] ?? 0);
  const value = kind === 'flow' ? onDay : stands;
  const [name, main, more] = tile.children;
  const figures = `${value} ${stands} ${onDay}`;
  const changed = tile.dataset.figures !== undefined && tile.dataset.figures !== figures;

  setText(name, nameOf(code));
  setText(main.firstChild, number(value, lang));
  setText(main.lastChild, caption(kind, chosenDay, quantityOf(code)));
  setText(more, kind === 'flow' ? say('inAll', number(stands, lang)) : say('changeOnDay', signed(onDay, lang)));
  setAttribute(tile, 'data-kind', kind);
  setAttribute(tile, 'data-value', value);
  setAttribute(tile, 'data-total', stands);
  setAttribute(tile, 'data-day-value', onDay);
  setAttribute(tile, 'data-figures', figures);
  setAttribute(tile, 'aria-pressed', String(code === indicator));
  tile.classList.toggle('alarming', isAlarming(code, value));
  if (changed && news) flash(main.firstChild);
}

function caption(kind, chosenDay, measure) {
  const when = kind === 'flow' ? say('flowCaption') : say(chosenDay ? 'levelCaptionPast' : 'levelCaption');
  return measure ? `${measure} · ${when}` : when;
}
