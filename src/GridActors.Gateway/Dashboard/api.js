// The one door to the server. Addresses are relative to the page, so it also works behind a proxy's path prefix.

const tokenKey = 'gridactors.token';

/** What went wrong, in the server's own terms where it answered (RFC 9457), else `unreachable` or `unreadable`. */
export class Problem extends Error {
  constructor({ status = 0, code, title, detail, retryAfterSeconds = null }) {
    super(detail ?? title ?? code);
    Object.assign(this, { status, code, title, detail, retryAfterSeconds });
  }

  /** The same question would get the same answer until somebody does something: a token, a right, a unit is missing. */
  get isFinal() {
    return [401, 403, 404].includes(this.status);
  }
}

/** The session keeps the token, not the machine: a shared computer in a village office forgets it with the tab. */
export function rememberToken(token) {
  sessionStorage.setItem(tokenKey, token);
}

export const hasToken = () => Boolean(sessionStorage.getItem(tokenKey));

/** A response that is a success, or a `Problem`. Abort errors pass through: whoever aborted knows why. */
export async function request(path, { accept = 'application/json', headers = {}, signal, ...rest } = {}) {
  const token = sessionStorage.getItem(tokenKey);
  // A header takes no other characters: `fetch` would fail as if the server could not be reached, as long as the tab
  // keeps the token.
  if (token && !/^[\x21-\x7e]+$/.test(token)) throw new Problem({ status: 401, code: 'unauthorized' });
  const authorization = token ? { Authorization: `Bearer ${token}` } : {};
  let response;
  try {
    response = await fetch(`api/${path}`, {
      headers: { Accept: accept, ...authorization, ...headers }, signal, cache: 'no-store', ...rest,
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem({ code: 'unreachable' });
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function problemOf(response) {
  const retryAfter = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null;
  let details = {};
  try {
    details = await response.json();
  } catch {
    // A proxy in between answers in HTML. The status alone then has to say it.
  }
  return new Problem({
    status: response.status, code: details.code ?? `http-${response.status}`,
    title: details.title, detail: details.detail, retryAfterSeconds,
  });
}

const get = (path, signal) => read(path, { signal });

async function read(path, options) {
  const response = await request(path, options);
  try {
    return await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem({ code: 'unreadable' });
  }
}

const of = unit => `units/${encodeURIComponent(unit)}`;
const query = values => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null)).toString();

export const getRoots = async signal => (await get('units', signal)).units;
export const getCatalogue = signal => get('indicators', signal);
export const getUnit = (unit, signal) => get(of(unit), signal);
export const getTotals = (unit, signal) => get(`${of(unit)}/totals`, signal);
export const getChildren = (unit, signal) => get(`${of(unit)}/children`, signal);
export const getSeries = (unit, indicator, from, to, signal) =>
  get(`${of(unit)}/series?${query({ indicator, from, to })}`, signal);
export const getRecords = (unit, after, limit, signal) => get(`${of(unit)}/records?${query({ after, limit })}`, signal);
export const getAlerts = (unit, state, limit, signal) => get(`${of(unit)}/alerts?${query({ state, limit })}`, signal);
export const getTasks = (unit, limit, signal) => get(`${of(unit)}/tasks?${query({ limit })}`, signal);

/** Where a person, a vehicle or a trip was. A body, never an address: addresses stand in logs. */
export const findTraces = (question, signal) => read('traces', {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(question), signal,
});

/** The day's bulletin as text. */
export async function getBulletin(unit, day, lang, signal) {
  const address = `${of(unit)}/bulletin?${query({ day, lang, format: 'text' })}`;
  return (await request(address, { accept: 'text/plain', signal })).text();
}

/** Posts records; a result for each. */
export const postRecords = (records, signal) => read('records', {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(records), signal,
});

/** Whether this token may post records: no record at all is as good a question as any, and leaves no trace. */
export async function mayPost(signal) {
  try {
    await postRecords([], signal);
    return true;
  } catch (error) {
    if (error instanceof Problem && error.isFinal) return false;
    throw error;
  }
}

export const livePath = unit => `${of(unit)}/live`;
