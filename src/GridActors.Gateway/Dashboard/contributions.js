// Whether the parts make the whole, counted here in the browser from the answers themselves - not believed.

import { sum } from './figures.js';

export const valueOf = (part, code) => part.levels[code] ?? part.flows[code] ?? 0;

/** The exact sum of a unit's own totals and all its children's for one indicator. */
export function sumOf({ own, children }, code) {
  return sum([valueOf(own, code), ...children.map(child => valueOf(child, code))]);
}

/**
 * Compares a children answer with totals of the same version, each indicator of either:
 * `{version, count, difference: null | {code, sum, total}}`.
 */
export function compare(answer, totals) {
  const parts = [answer.own, ...answer.children];
  const versions = sum(parts.map(part => part.version));
  // A unit's version is by definition the sum of its parts': an answer that breaks this needs no totals to be wrong.
  if (versions !== answer.version) {
    return { version: answer.version, count: 0, difference: { code: 'version', sum: versions, total: answer.version } };
  }
  let count = 0;
  for (const side of ['levels', 'flows']) {
    const codes = new Set(Object.keys(totals[side]));
    for (const part of parts) for (const code of Object.keys(part[side])) codes.add(code);
    for (const code of codes) {
      const made = sum(parts.map(part => part[side][code]));
      const total = totals[side][code] ?? 0;
      if (made !== total) return { version: answer.version, count, difference: { code, sum: made, total } };
      count++;
    }
  }
  return { version: answer.version, count, difference: null };
}

/**
 * The two answers come over different roads, so their versions meet only now and then. Some totals are kept until
 * the children answer of their version comes, and the last verdict stands, with its version, until the next.
 */
export class Audit {
  static #keptMax = 48;

  #totals = new Map();
  #answer = null;

  verdict = null;

  /** A new connection may lead to a server that counts anew; what the old one said must not be held against it. */
  forget() {
    this.#totals.clear();
    this.#answer = null;
  }

  sawTotals(totals) {
    this.#totals.set(totals.version, totals);
    if (this.#totals.size > Audit.#keptMax) this.#totals.delete(this.#totals.keys().next().value);
    this.#judge();
  }

  sawChildren(answer) {
    this.#answer = answer;
    this.#judge();
  }

  /** True where the newest children answer has not met its totals yet. */
  get waits() {
    return this.#answer !== null && this.verdict?.version !== this.#answer.version;
  }

  #judge() {
    const totals = this.#answer && this.#totals.get(this.#answer.version);
    if (totals && this.waits) this.verdict = compare(this.#answer, totals);
  }
}
