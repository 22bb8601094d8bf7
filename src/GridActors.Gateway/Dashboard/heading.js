// Where the reader is and how fresh the figures are: parents, name, live state, the chosen day.

import { addressOf } from './address.js';
import { el, keyed, setAttribute, setText } from './dom.js';
import { longDay, number } from './figures.js';
import { liveState } from './live.js';
import { kindName, language, say, spanOf, tierName } from './words.js';

const at = id => document.getElementById(id);

export function createHeading({ onDay }) {
  let days = [];
  const choose = day => onDay(day === days.at(-1) ? null : day);
  at('day').addEventListener('change', () => choose(at('day').value));
  at('day-earlier').addEventListener('click', () => choose(neighbour(-1)));
  at('day-later').addEventListener('click', () => choose(neighbour(1)));
  at('day-latest').addEventListener('click', () => onDay(null));

  const neighbour = step => days[days.indexOf(at('day').value) + step] ?? at('day').value;

  return {
    update(model) {
      days = model.days;
      breadcrumb(model.info.parents);
      title(model.info);
      dayPicker(model);
    },
    updateLive,
  };
}

function breadcrumb(parents) {
  keyed(at('breadcrumb-list'), parents, ({ unit }) => unit,
    () => el('li', {}, el('a')),
    (item, { unit, kind, name }) => {
      setAttribute(item.firstChild, 'href', addressOf(unit));
      setAttribute(item.firstChild, 'data-unit', unit);
      setAttribute(item.firstChild, 'title', kindName(kind));
      setText(item.firstChild, name);
    });
  at('breadcrumb').hidden = parents.length === 0;
}

function title({ unit, kind, name, tier, households, closed }) {
  setText(at('unit-name'), name);
  setAttribute(at('unit-name'), 'data-unit', unit);
  setText(at('unit-kind'), kindName(kind));
  setText(at('unit-code'), unit);
  setText(at('unit-tier'), tier ? tierName(tier) : '');
  setText(at('unit-planned'), households ? say('planned', number(households, language())) : '');
  at('unit-closed').hidden = !closed;
  document.title = `${name} · ${say('product')}`;
}

function dayPicker({ days, day, chosenDay }) {
  const picker = at('day');
  const last = days.at(-1);
  keyed(picker, [...days].reverse(), one => one,
    one => el('option', { value: one }),
    (option, one) => {
      const name = longDay(one, language());
      setText(option, one === last ? say('latest', name) : name);
    });
  picker.closest('.day').hidden = days.length === 0;
  if (day) picker.value = day;
  setAttribute(picker, 'data-day', day);
  at('day-earlier').disabled = days.indexOf(day) <= 0;
  at('day-later').disabled = day === last;
  at('past-day').hidden = chosenDay === null;
  if (chosenDay !== null) setText(at('past-day-text'), say('pastDay', longDay(chosenDay, language())));
}

/**
 * The state and the age, once a second. While live, the figures are as fresh as can be however long nothing happened,
 * so the age is that of the last change; when not, it is the time since the server was last heard.
 */
function updateLive(link) {
  const pill = at('live-state');
  pill.hidden = link === null;
  if (link === null) return;
  const state = liveState(link);
  setAttribute(pill, 'data-state', state);
  setText(at('live-word'), say(state));
  const seconds = since => Math.max(0, (performance.now() - since) / 1000);
  setText(at('live-age'), state === 'live' ? lastChange(seconds(link.changedAt))
    : say('staleFor', spanOf(seconds(link.contactAt))));
  setAttribute(at('live-age'), 'data-version', link.version);
  setAttribute(pill, 'title', say('version', number(link.version, language())));
  document.body.classList.toggle('stale', state === 'offline');
}

// Below this the seconds would only flicker between 0 and 1.
const justNowSeconds = 3;

const lastChange = seconds =>
  (seconds < justNowSeconds ? say('changedNow') : say('changedAgo', spanOf(seconds)));
