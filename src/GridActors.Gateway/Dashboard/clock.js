// What time it is where the deployment is, as far as the server's answers tell.

import { spelledLike } from './figures.js';

/** Runs on between two answers, so that midnight is noticed where nobody records anything. */
export class ServerClock {
  #asOf = null;
  #instant = 0;
  #heardAt = 0;

  /** `now`: just asked for. A feed tells newcomers what it told last, which may be of yesterday: it only moves forward. */
  hear(asOf, { now }) {
    const instant = Date.parse(asOf);
    if (!now && this.#asOf !== null && instant <= this.#now) return;
    this.#asOf = asOf;
    this.#instant = instant;
    this.#heardAt = performance.now();
  }

  get today() {
    return spelledLike(new Date(this.#now), this.#asOf).slice(0, 10);
  }

  get #now() {
    return this.#instant + performance.now() - this.#heardAt;
  }
}
