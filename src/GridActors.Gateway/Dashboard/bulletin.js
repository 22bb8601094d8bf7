// The day's bulletin of the unit on the screen, as text that can be read out, copied and sent on.

import { el, setAttribute, setText } from './dom.js';
import { longDay } from './figures.js';
import { language, say } from './words.js';

const at = id => document.getElementById(id);

let drawn = null;

/** `onToggle` gets whether it is to be open. It is asked for only while it is: it takes the server a while. */
export function createBulletin({ onToggle }) {
  at('bulletin-toggle').addEventListener('click', () =>
    onToggle(at('bulletin-toggle').getAttribute('aria-expanded') !== 'true'));
  return { update };
}

function update({ day, bulletin: { isOpen, text, trouble } }) {
  at('bulletin').hidden = day === null;
  if (day === null) return;
  setText(at('bulletin-day'), longDay(day, language()));
  setText(at('bulletin-toggle'), say(isOpen ? 'bulletinClose' : 'bulletinOpen'));
  setAttribute(at('bulletin-toggle'), 'aria-expanded', String(isOpen));
  at('bulletin-trouble').hidden = trouble === null;
  setText(at('bulletin-trouble'), trouble === null ? '' : say('bulletinTrouble', trouble));
  at('bulletin-text').hidden = !isOpen || trouble !== null;
  draw(text ?? say('bulletinLoading'));
}

/** Only what is new is drawn: who has scrolled down, or marked a passage to copy it, keeps place and mark. */
function draw(text) {
  if (text === drawn) return;
  drawn = text;
  at('bulletin-text').replaceChildren(...partsOf(text.trimEnd().split('\n')));
}

const tableHead = /^(单位|Unit) {2,}\S/;

/** Tables are set with blanks, for fonts of one width and lines as long as they are; here they become tables. */
function partsOf(lines) {
  const parts = [];
  let prose = [];
  for (let line = 0; line < lines.length; line++) {
    if (!tableHead.test(lines[line])) {
      prose.push(lines[line]);
      continue;
    }
    const head = lines[line].split(/ {2,}/);
    const rows = [];
    while (lines[line + 1]?.trim()) rows.push(rowOf(lines[++line], head.length - 1));
    parts.push(prose.join('\n'), tableOf(head, rows));
    prose = [];
  }
  return [...parts, prose.join('\n')];
}

/** A figure holds no blank; a unit's name may. */
function rowOf(line, figures) {
  const words = line.trimEnd().split(/ +/);
  return [words.slice(0, -figures).join(' '), ...words.slice(-figures)];
}

const tableOf = (head, rows) => el('div', { class: 'bulletin-table' }, el('table', {},
  el('thead', {}, el('tr', {}, head.map(name => el('th', { scope: 'col' }, name)))),
  el('tbody', {}, rows.map(([name, ...figures]) => el('tr', {},
    el('th', { scope: 'row' }, name), figures.map(figure => el('td', {}, figure)))))));
