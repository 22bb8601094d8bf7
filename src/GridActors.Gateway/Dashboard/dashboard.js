// The page: which unit is on the screen, in which language, and the parts that draw it.

import { onAddress, unitInAddress } from './address.js';
import { createAlerts } from './alerts.js';
import { createBulletin } from './bulletin.js';
import { loadCatalogue } from './catalogue.js';
import { createChart } from './chart.js';
import { createChildren } from './children.js';
import { setAttribute, setText } from './dom.js';
import { createHeading } from './heading.js';
import { createHistory } from './history.js';
import { persist, prepareProblems, renderProblem } from './problems.js';
import { showProof } from './proof.js';
import { createTasks } from './tasks.js';
import { createTiles } from './tiles.js';
import { createTraces } from './traces.js';
import { UnitPage } from './unit-page.js';
import { leaveWelcome, renderWelcome, welcome } from './welcome.js';
import { chooseLanguage, language, say } from './words.js';

const at = id => document.getElementById(id);

let page = null;
let visit = new AbortController();
let drawing = false;
let hasMoved = false;

const onDay = day => page?.chooseDay(day);
const heading = createHeading({ onDay });
const tiles = createTiles({ onIndicator, onTopic: onWholeTopic });
const chart = createChart({ onDay });
const children = createChildren({ onTopic: topic => page?.chooseTopic(topic) });
const alerts = createAlerts({
  onState: state => page?.showAlerts(state),
  onMore: () => page?.moreAlerts(),
  onAnswer: (unit, key, type) => page?.answerAlert(unit, key, type),
});
const bulletin = createBulletin({ onToggle: open => page?.showBulletin(open) });
const tasks = createTasks({ onMore: () => page?.moreTasks() });
const traces = createTraces();
const history = createHistory({ onOlder: () => page?.olderRecords() });

function onIndicator(code, topic) {
  page?.chooseIndicator(code, topic);
  bringIntoView('chart');
}

/** A whole topic by unit: its first figure leads, the others stand beside it. */
function onWholeTopic(topic) {
  page?.chooseTopic(topic);
  bringIntoView('children');
}

/** On a phone it may be screens away from what was tapped. */
function bringIntoView(id) {
  const { top, bottom } = at(id).getBoundingClientRect();
  if (bottom < 80 || top > innerHeight - 80) at(id).scrollIntoView({ block: 'start' });
}

/** Several answers in one frame are drawn once; a page that nobody sees is not drawn at all until it is. */
function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    const model = page?.model;
    at('unit').hidden = !model?.totals;
    drawLive();
    if (!model?.totals) return;
    heading.update(model);
    if (hasMoved) {
      // The link that was followed is gone: who goes by keyboard, or hears the page, is at the top of what it led to.
      at('unit-name').focus({ preventScroll: true });
      hasMoved = false;
    }
    tiles.update(model);
    chart.update(model);
    bulletin.update(model);
    alerts.update(model);
    tasks.update(model);
    children.update(model);
    showProof(model.verdict);
    traces.update(model);
    history.update(model);
  });
}

/** Before there are figures there is nothing to be live; the problem says why. */
function drawLive() {
  heading.updateLive(page?.model.totals ? page.link : null);
}

function drawWords() {
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-say]')) setText(element, say(element.dataset.say));
  for (const element of document.querySelectorAll('[data-label]')) {
    setAttribute(element, 'aria-label', say(element.dataset.label));
  }
  setAttribute(at('filter'), 'placeholder', say('filter'));
  for (const button of at('lang').children) {
    setAttribute(button, 'aria-pressed', String(button.dataset.lang === language()));
  }
  renderProblem();
  renderWelcome();
  draw();
}

async function visitUnit() {
  visit.abort();
  visit = new AbortController();
  const { signal } = visit;
  leaveWelcome();
  page = null;
  draw();
  // Figures without names would be shown as codes; the catalogue comes first, and once.
  if (!await catalogueIsThere(signal)) return;
  const unit = unitInAddress() ?? await welcome(signal);
  if (signal.aborted || unit === null) return;
  page = new UnitPage(unit, draw, signal);
  draw();
  scrollTo(0, 0);
  await page.run();
}

let hasCatalogue = false;

async function catalogueIsThere(signal) {
  if (hasCatalogue) return true;
  await persist(async clear => {
    await loadCatalogue(signal);
    hasCatalogue = true;
    clear();
  }, signal);
  return hasCatalogue && !signal.aborted;
}

setText(at('import-address'), new URL('.', location.href).href.replace(/\/$/, ''));
setText(at('post-address'), new URL('api/units', location.href).href);
prepareProblems();
at('lang').addEventListener('click', event => {
  const chosen = event.target.closest('[data-lang]')?.dataset.lang;
  if (!chosen) return;
  chooseLanguage(chosen);
  page?.languageChanged();
  drawWords();
});
onAddress(() => {
  hasMoved = true;
  visitUnit();
});
setInterval(() => {
  page?.tick();
  drawLive();
}, 1_000);
drawWords();
visitUnit();
