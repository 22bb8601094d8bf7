// Server-sent events (WHATWG HTML, section 9.2) out of a stream of bytes. The page reads the stream itself because
// EventSource cannot send the access token.

/** Fed with byte chunks as the network cuts them: inside a line, between CR and LF, in the middle of a character. */
export class EventParser {
  #decoder = new TextDecoder();
  #rest = '';
  #name = '';
  #data = [];

  lastId = '';
  retryMs = null;

  /** The events that `chunk` completes. */
  push(chunk) {
    this.#rest += this.#decoder.decode(chunk, { stream: true });
    const events = [];
    for (let line = this.#takeLine(); line !== null; line = this.#takeLine()) {
      const event = this.#read(line);
      if (event) events.push(event);
    }
    return events;
  }

  #takeLine() {
    const found = /\r\n|\n|\r/.exec(this.#rest);
    // A CR that ends the chunk may be half of a CRLF: its line waits for the next byte, else it would end twice.
    if (!found || (found[0] === '\r' && found.index === this.#rest.length - 1)) return null;
    const line = this.#rest.slice(0, found.index);
    this.#rest = this.#rest.slice(found.index + found[0].length);
    return line;
  }

  #read(line) {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#name = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.lastId = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value);
    return null; // A comment (its field is empty) and unknown fields mean nothing, by the specification.
  }

  #dispatch() {
    const event = this.#data.length ? { name: this.#name || 'message', data: this.#data.join('\n') } : null;
    this.#name = '';
    this.#data = [];
    return event;
  }
}
