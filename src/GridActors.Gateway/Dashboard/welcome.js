// The page without a unit in its address: the one root at once, a choice of several, or how to load some.

import { getRoots } from './api.js';
import { addressOf, replaceAddress } from './address.js';
import { sleep } from './coalesce.js';
import { el, keyed, setAttribute, setText } from './dom.js';
import { persist } from './problems.js';
import { kindName, say } from './words.js';

const at = id => document.getElementById(id);

const lookAgainMs = 3_000;

let roots = null;

/** Returns the only root where there is one; else keeps the choice fresh until the reader goes elsewhere. */
export async function welcome(signal) {
  let only = null;
  await persist(async clear => {
    while (!signal.aborted) {
      roots = await getRoots(signal);
      clear();
      if (roots.length === 1) {
        only = roots[0].unit;
        replaceAddress(only);
        return;
      }
      renderWelcome();
      await sleep(lookAgainMs, signal);
    }
  }, signal);
  return only;
}

export function leaveWelcome() {
  roots = null;
  renderWelcome();
}

export function renderWelcome() {
  at('welcome').hidden = roots === null;
  if (roots === null) return;
  at('no-units').hidden = roots.length > 0;
  at('roots').hidden = roots.length === 0;
  keyed(at('roots-list'), roots, ({ unit }) => unit,
    () => el('li', {}, el('a', {}, el('strong'), el('span'))),
    (item, { unit, kind, name }) => {
      const link = item.firstChild;
      setAttribute(link, 'href', addressOf(unit));
      setAttribute(link, 'data-unit', unit);
      setText(link.firstChild, name);
      setText(link.lastChild, `${kindName(kind)} · ${unit}`);
    });
  document.title = `${say('product')} · ${say('tagline')}`;
}
