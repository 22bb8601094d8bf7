// Identities for the records that this page writes: a source that no other page has, and a count from 1.

const source = `dashboard-${Array.from(crypto.getRandomValues(new Uint8Array(8)),
  byte => byte.toString(16).padStart(2, '0')).join('')}`;

let last = 0;

export const nextIdentity = () => ({ source, seq: ++last });
