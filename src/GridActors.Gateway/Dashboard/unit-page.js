// One unit on the screen: what is known of it, what brings that up to date, and in which order it is drawn.

import { alertsPerPage } from './alerts.js';
import { getAlerts, getBulletin, getChildren, getSeries, getTasks, getTotals, getUnit, mayPost, postRecords } from './api.js';
import { ServerClock } from './clock.js';
import { coalesced } from './coalesce.js';
import { byTopic, kindOf, topicOf } from './catalogue.js';
import { Audit } from './contributions.js';
import { chartSpan, daysWithData, nowLike } from './figures.js';
import { headlineOf } from './highlights.js';
import { isLeaf, newestRecords, recordsPerPage } from './history.js';
import { follow } from './live.js';
import { persist } from './problems.js';
import { nextIdentity } from './source.js';
import { tasksPerPage } from './tasks.js';
import { language } from './words.js';

const childrenMsMin = 1_000;
const seriesMsMin = 1_500;
const tasksMsMin = 5_000;
const bulletinMsMin = 5_000;
const chartDaysMax = 60;
const recordsOfArea = 5;

// What the reader looks at goes along when drilling down: the same indicator and day, one level below.
const interest = { indicator: null, topic: '', day: null };

export class UnitPage {
  #draw;
  #audit = new Audit();
  #clock = new ServerClock();
  #signal;
  #refreshChildren;
  #refreshSeries;
  #refreshRecords;
  #refreshAlerts;
  #refreshTasks;
  #refreshBulletin;
  #fatal = () => { };

  constructor(unit, draw, signal) {
    this.model = {
      unit, info: null, totals: null, today: '', days: [], day: null, chosenDay: interest.day, indicator: null, topic: '',
      children: null, verdict: null, series: null, records: null, recordsWanted: 0, ownVersion: 0,
      alerts: null, alertState: 'open', alertsWanted: alertsPerPage, alertTrouble: null, mayPost: null,
      tasks: null, tasksWanted: tasksPerPage, bulletin: { isOpen: false, text: null, trouble: null },
    };
    const now = performance.now();
    // How old the figures are is reckoned from the last word of the server, not from when its silence was noticed.
    this.link = { connected: false, wasConnected: false, contactAt: now, lostAt: now, changedAt: null, version: null };
    this.#draw = draw;
    this.#signal = signal;
    this.#refreshChildren = coalesced(() => this.#guarded(this.#loadChildren), childrenMsMin, signal);
    this.#refreshSeries = coalesced(() => this.#guarded(this.#loadSeries), seriesMsMin, signal);
    this.#refreshRecords = coalesced(() => this.#guarded(this.#loadRecords), childrenMsMin, signal);
    this.#refreshAlerts = coalesced(() => this.#guarded(this.#loadAlerts), childrenMsMin, signal);
    this.#refreshBulletin = coalesced(() => this.#guarded(this.#loadBulletin), bulletinMsMin, signal);
    this.#refreshTasks = coalesced(() => this.#guarded(this.#loadTasks), tasksMsMin, signal);
  }

  /** Runs until the reader goes elsewhere. */
  run() {
    return persist(async clear => {
      await this.#loadUnit();
      clear();
      const attempt = new AbortController();
      const abort = () => attempt.abort();
      let fatal = null;
      this.#fatal = problem => {
        fatal ??= problem;
        abort();
      };
      this.#signal.addEventListener('abort', abort);
      try {
        await follow(this.model.unit, {
          onTotals: (totals, fresh) => this.#take(totals, fresh),
          onConnected: connected => this.#connected(connected),
        }, attempt.signal);
      } finally {
        this.#signal.removeEventListener('abort', abort);
        this.#connected(false);
      }
      if (fatal) throw fatal;
    }, this.#signal);
  }

  chooseIndicator(code, topic) {
    Object.assign(interest, { indicator: code, topic });
    this.#derive();
    this.#refreshSeries();
    this.#draw();
  }

  /** The columns beside the chosen figure; a figure of another topic gives way to the topic's first. */
  chooseTopic(topic) {
    const { indicator } = this.model;
    const [first] = this.#codesOf(topic);
    this.chooseIndicator(first && topicOf(indicator) !== topic ? first : indicator, topic);
  }

  /** `null` is the latest day, and stays the latest when the next day begins. */
  chooseDay(day) {
    interest.day = day;
    this.#derive();
    this.#renewBulletin();
    this.#draw();
  }

  /** Once a second. Midnight makes another day the latest, whether or not a record comes in. */
  tick() {
    if (!this.model.totals || !this.link.connected || this.#clock.today === this.model.today) return;
    this.#derive();
    this.#refreshSeries();
    this.#renewBulletin();
    this.#draw();
  }

  olderRecords() {
    this.model.recordsWanted += recordsPerPage;
    this.#refreshRecords();
  }

  showAlerts(state) {
    Object.assign(this.model, { alertState: state, alertsWanted: alertsPerPage });
    this.#refreshAlerts();
  }

  moreAlerts() {
    this.model.alertsWanted += alertsPerPage;
    this.#refreshAlerts();
  }

  showBulletin(isOpen) {
    this.model.bulletin = { isOpen, text: null, trouble: null };
    if (isOpen) this.#refreshBulletin();
    this.#draw();
  }

  languageChanged() {
    this.#renewBulletin();
  }

  moreTasks() {
    this.model.tasksWanted += tasksPerPage;
    this.#refreshTasks();
  }

  /** Acknowledges or closes an alert, as a record of this page. */
  answerAlert(unit, key, type) {
    return this.#guarded(async () => {
      const { model } = this;
      try {
        const record = { ...nextIdentity(), unit, at: nowLike(model.totals.asOf), type, data: { key } };
        const [{ status, code }] = await postRecords([record], this.#signal);
        model.alertTrouble = status === 'accepted' ? null : code ?? status;
      } catch (error) {
        if (error.name === 'AbortError') throw error;
        model.alertTrouble = error.code;
      }
      this.#refreshAlerts();
    });
  }

  async #loadUnit() {
    const info = await getUnit(this.model.unit, this.#signal);
    this.model.info = info;
    this.model.recordsWanted ||= isLeaf(info.kind) ? recordsPerPage : recordsOfArea;
    this.#clock.hear(info.totals.asOf, { now: true });
    this.#take(info.totals, true);
  }

  /** `fresh` totals open a connection and are taken as they are; within one, an overtaken older answer is dropped. */
  #take(totals, fresh) {
    const { model, link } = this;
    const before = model.totals;
    if (before && !fresh && totals.version < before.version) return;
    link.contactAt = link.lostAt = performance.now();
    if (before?.version !== totals.version) link.changedAt = performance.now();
    link.version = totals.version;
    model.totals = totals;
    if (fresh) this.#audit.forget();
    this.#audit.sawTotals(totals);
    this.#clock.hear(totals.asOf, { now: false });
    const isNewDay = this.#clock.today !== model.today;
    this.#derive();
    const changed = before?.version !== totals.version;
    if (changed || fresh || isNewDay) {
      if (isLeaf(model.info.kind)) this.#own(totals.version);
      else this.#refreshChildren();
      this.#refreshAlerts();
      this.#refreshTasks();
      this.#renewBulletin();
    }
    if (this.#seriesIsBehind(before) || fresh || isNewDay) this.#refreshSeries();
    this.#draw();
  }

  #connected(connected) {
    const { link } = this;
    const changed = link.connected !== connected;
    if (connected) link.contactAt = performance.now();
    if (link.connected || connected) link.lostAt = performance.now();
    link.connected = connected;
    link.wasConnected ||= connected;
    if (changed) this.#draw();
  }

  /** What follows from the totals and the reader's interest. */
  #derive() {
    const { model } = this;
    const { totals } = model;
    model.today = this.#clock.today;
    const days = daysWithData(totals, model.today);
    model.topic = interest.topic;
    model.chosenDay = interest.day;
    // The latest day is today's, also before anything happens on it. A day chosen above may be one on which this unit
    // has nothing: it is shown as such, not replaced.
    const isThere = days.length > 0 || model.chosenDay !== null;
    model.days = isThere ? [...new Set([...days, model.chosenDay ?? model.today, model.today])].sort() : [];
    model.day = model.chosenDay ?? model.days.at(-1) ?? null;
    const has = code => code in totals.levels || code in totals.flows;
    // A stock that has just run out is no figure any more; the topic that was being read is still of interest.
    model.indicator = [interest.indicator, ...this.#codesOf(interest.topic), ...headlineOf(model.info.kind, has), ...Object.keys(totals.levels),
      ...Object.keys(totals.flows)].find(code => code && has(code)) ?? interest.indicator ?? 'alerts.open';
    model.verdict = this.#audit.verdict;
  }

  #seriesIsBehind(before) {
    const { totals, indicator, series } = this.model;
    if (series?.indicator !== indicator || !before) return true;
    const print = ({ levels, flows, days }) => JSON.stringify(
      [levels[indicator], flows[indicator], Object.keys(days).map(day => [day, days[day][indicator]])]);
    return print(before) !== print(totals);
  }

  async #loadChildren() {
    const { model } = this;
    // Where versions run ahead of each other, totals asked for at the same moment are the likeliest to be of the same.
    const both = [getChildren(model.unit, this.#signal)];
    if (this.#audit.waits) both.push(getTotals(model.unit, this.#signal));
    const [children, totals] = await Promise.all(both);
    if (totals) this.#audit.sawTotals(totals);
    this.#audit.sawChildren(children);
    model.children = children;
    model.verdict = this.#audit.verdict;
    this.#own(children.own.version);
  }

  #own(version) {
    const { model } = this;
    if (version !== model.ownVersion || model.records === null) this.#refreshRecords();
    model.ownVersion = version;
  }

  async #loadSeries() {
    const { model } = this;
    const { indicator, totals, today, unit } = model;
    const days = daysWithData(totals, today);
    const kind = kindOf(indicator, totals);
    if (days.length === 0) {
      model.series = { indicator, kind, from: '', to: '', values: [] };
      return;
    }
    const { from, to } = chartSpan(days, today, chartDaysMax);
    const series = await getSeries(unit, indicator, from, to, this.#signal);
    // Another tile may have been tapped meanwhile; its own answer is on the way.
    if (model.indicator === indicator) model.series = { ...series, indicator, kind, from, to };
  }

  async #loadRecords() {
    const { model } = this;
    model.records = model.ownVersion === 0 ? []
      : await newestRecords(model.unit, model.ownVersion, model.recordsWanted, this.#signal);
  }

  async #loadAlerts() {
    const { model } = this;
    const state = model.alertState;
    const { alerts, next } = await getAlerts(model.unit, state, model.alertsWanted, this.#signal);
    if (alerts.length > 0) model.mayPost ??= await mayPost(this.#signal);
    const exist = alerts.length > 0 || (await getAlerts(model.unit, null, 1, this.#signal)).alerts.length > 0;
    // Another state may have been chosen meanwhile; its own answer is on the way.
    if (model.alertState === state) model.alerts = { state, exist, list: alerts, hasMore: next !== null };
  }

  /** The unit's figures of a topic, in the catalogue's order. */
  #codesOf(topic) {
    if (topic === '') return [];
    const { levels, flows } = this.model.totals;
    return byTopic([...Object.keys(levels), ...Object.keys(flows)]).find(one => one.topic === topic)?.codes ?? [];
  }

  #renewBulletin() {
    if (this.model.bulletin.isOpen) this.#refreshBulletin();
  }

  async #loadBulletin() {
    const { model } = this;
    try {
      const text = await getBulletin(model.unit, model.day, language(), this.#signal);
      // It may have been closed meanwhile.
      if (model.bulletin.isOpen) model.bulletin = { isOpen: true, text, trouble: null };
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      model.bulletin = { ...model.bulletin, trouble: error.code };
    }
  }

  async #loadTasks() {
    const { model } = this;
    const { at, tasks, next } = await getTasks(model.unit, model.tasksWanted, this.#signal);
    // A page holds so many units, each with all it has to do, and what plans ask of the area.
    const list = tasks.slice(0, model.tasksWanted);
    model.tasks = { at, list, hasMore: next !== null || tasks.length > list.length };
  }

  /** A refresh that fails while the connection is broken is no news; it is asked for again with the next totals. */
  async #guarded(load) {
    try {
      await load.call(this);
      if (!this.#signal.aborted) this.#draw();
    } catch (error) {
      if (error.name === 'AbortError' || this.#signal.aborted) return;
      if (error.isFinal) this.#fatal(error);
      else if (error.status === undefined) throw error;
    }
  }
}
