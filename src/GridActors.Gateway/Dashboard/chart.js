// One indicator over the days, drawn by hand: bars for what happened each day, steps for how things stood.

import { kindOf, measureOf, nameOf } from './catalogue.js';
import { setAttribute, setText, svg } from './dom.js';
import { addDays, axisNumber, longDay, number, shortDay, valueOn } from './figures.js';
import { language, say } from './words.js';

const at = id => document.getElementById(id);

const heightPx = 220;
const margin = { top: 14, right: 10, bottom: 28, left: 50 };
const labelWidthPx = 58;
const barWidthPxMax = 34;

export function createChart({ onDay }) {
  const box = at('chart-box');
  let model = null;
  let points = [];
  let pointed = null;
  let drawn = '';

  const slotAt = event => {
    const { left, width } = box.getBoundingClientRect();
    const inner = width - margin.left - margin.right;
    const slot = Math.floor((event.clientX - left - margin.left) / inner * points.length);
    return points[Math.min(points.length - 1, Math.max(0, slot))]?.day ?? null;
  };
  const choose = day => day && onDay(day === model.days.at(-1) ? null : day);
  const point = day => {
    if (day === pointed) return;
    pointed = day;
    redraw();
  };

  box.addEventListener('pointermove', event => point(slotAt(event)));
  box.addEventListener('pointerleave', () => point(null));
  box.addEventListener('click', event => choose(slotAt(event)));
  box.addEventListener('keydown', event => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (!step || points.length === 0) return;
    event.preventDefault();
    const place = points.findIndex(({ day }) => day === model.day);
    const index = place < 0 ? points.length : place; // later than all that is shown
    choose(points[Math.min(points.length - 1, Math.max(0, index + step))].day);
  });
  new ResizeObserver(() => redraw()).observe(box);

  function redraw() {
    if (model === null) return;
    const { series, day, indicator } = model;
    const kind = kindOf(indicator, model.totals);
    const isOurs = series?.indicator === indicator;
    at('chart').hidden = model.days.length === 0;
    points = isOurs ? everyDay(series) : [];
    // Where nothing was recorded for long, today is no part of the picture; it has its value all the same.
    readout(kind, points.find(one => one.day === (pointed ?? day))
      ?? (day && isOurs ? { day, value: valueOn(model.totals, kind, indicator, day) } : undefined));
    at('chart-empty').hidden = !isOurs || points.length > 0;
    const width = Math.max(240, box.clientWidth);
    const picture = JSON.stringify([points, kind, day, pointed, width, language(), indicator]);
    if (picture === drawn) return;
    drawn = picture;
    draw(box, { points, kind, day, pointed, width });
    describe(box, points, kind, indicator, day);
  }

  function readout(kind, shown) {
    const { indicator } = model;
    setText(at('chart-title'), nameOf(indicator));
    setText(at('chart-kind'), say(kind === 'flow' ? 'chartFlow' : 'chartLevel'));
    setText(at('chart-day'), shown ? longDay(shown.day, language()) : '');
    setText(at('chart-value'), shown ? `${number(shown.value, language())} ${measureOf(indicator)}`.trim() : '–');
    setAttribute(at('chart'), 'data-indicator', indicator);
    setAttribute(at('chart'), 'data-day', shown?.day);
    setAttribute(at('chart'), 'data-value', shown?.value);
  }

  return {
    update(next) {
      model = next;
      redraw();
    },
  };
}

/** One point a day without gaps: a day without records has a flow of 0 and the level of the day before. */
function everyDay({ kind, from, to, values }) {
  const known = new Map(values.map(({ day, value }) => [day, value]));
  const points = [];
  let level = 0;
  for (let day = from; day && day <= to; day = addDays(day, 1)) {
    const value = known.get(day) ?? (kind === 'flow' ? 0 : level);
    level = value;
    points.push({ day, value });
  }
  return points;
}

function describe(box, points, kind, indicator, day) {
  const index = points.findIndex(one => one.day === day);
  const lang = language();
  const highest = Math.max(0, ...points.map(({ value }) => value));
  setAttribute(box, 'aria-valuemin', 0);
  setAttribute(box, 'aria-valuemax', Math.max(0, points.length - 1));
  setAttribute(box, 'aria-valuenow', Math.max(0, index));
  setAttribute(box, 'aria-valuetext',
    index < 0 ? '' : `${longDay(day, lang)}: ${number(points[index].value, lang)} ${measureOf(indicator)}`);
  setAttribute(box, 'aria-label', points.length === 0 ? nameOf(indicator) : say('chartLabel', nameOf(indicator),
    say(kind === 'flow' ? 'chartFlow' : 'chartLevel'), longDay(points[0].day, lang), longDay(points.at(-1).day, lang),
    number(highest, lang)));
}

function draw(box, { points, kind, day, pointed, width }) {
  const picture = svg('svg', { viewBox: `0 0 ${width} ${heightPx}`, width, height: heightPx, 'aria-hidden': 'true' });
  if (points.length > 0) {
    const scale = scales(points, width);
    picture.append(
      ...grid(scale, width), ...bands(points, scale, day, pointed),
      ...(kind === 'flow' ? bars(points, scale, day) : steps(points, scale)), ...dayLabels(points, scale));
  }
  box.replaceChildren(picture);
}

function scales(points, width) {
  const values = points.map(({ value }) => value);
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const bottom = heightPx - margin.bottom;
  const slot = (width - margin.left - margin.right) / points.length;
  return {
    ticks, slot, bottom,
    x: index => margin.left + index * slot,
    y: value => bottom - (value - low) / (high - low) * (bottom - margin.top),
  };
}

/** Round numbers from below `low` to above `high`, about four steps; whole ones while the values are. */
function niceTicks(low, high) {
  const rough = Math.max((high - low) / 4, high < 4 && Number.isInteger(high) ? 1 : 0.001);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find(one => one * magnitude >= rough * 0.999) * magnitude;
  const ticks = [];
  const last = Math.max(1, Math.ceil(high / step - 1e-9));
  for (let index = Math.floor(low / step); index <= last; index++) {
    ticks.push(Math.round(index * step * 1000) / 1000);
  }
  return ticks;
}

const grid = ({ ticks, y }, width) => ticks.flatMap(tick => [
  svg('line', {
    class: tick === 0 ? 'axis' : 'gridline', x1: margin.left, x2: width - margin.right, y1: y(tick), y2: y(tick),
  }),
  svg('text', { class: 'tick', x: margin.left - 8, y: y(tick) + 4, 'text-anchor': 'end' },
    axisNumber(tick, language())),
]);

const bands = (points, { x, slot, bottom }, day, pointed) => points.map((one, index) => svg('rect', {
  class: one.day === pointed ? 'band pointed' : one.day === day ? 'band chosen' : 'band',
  x: x(index), y: margin.top, width: slot, height: bottom - margin.top,
  data: { day: one.day, value: one.value },
}));

const bars = (points, { x, y, slot }, day) => points.map(({ day: own, value }, index) => {
  const width = Math.min(barWidthPxMax, slot * 0.68);
  const [top, base] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
  return svg('rect', {
    class: own === day ? 'column chosen' : 'column', x: x(index) + (slot - width) / 2, y: top, width,
    height: Math.max(base - top, value === 0 ? 0 : 1.5), rx: Math.min(3, width / 4),
  });
});

function steps(points, { x, y, slot }) {
  const line = points.map(({ value }, index) =>
    `${index === 0 ? 'M' : 'L'}${x(index)},${y(value)}H${x(index) + slot}`).join('');
  const area = `${line}V${y(0)}H${x(0)}Z`;
  return [svg('path', { class: 'area', d: area }), svg('path', { class: 'steps', d: line })];
}

function dayLabels(points, { x, slot, bottom }) {
  const every = Math.max(1, Math.ceil(labelWidthPx / slot));
  // Counted from the right: the newest day is the one that must be named.
  return points.flatMap(({ day }, index) => ((points.length - 1 - index) % every ? [] : [
    svg('text', { class: 'tick', x: x(index) + slot / 2, y: bottom + 19, 'text-anchor': 'middle' },
      shortDay(day, language()))]));
}
