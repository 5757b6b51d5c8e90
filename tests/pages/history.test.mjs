// Runs beside history.mjs, the browser's own code, and cases.mjs, which test_history.py makes by status.py.

import assert from "node:assert/strict";
import { test } from "node:test";
import { counts, days, labels, memberships } from "./cases.mjs";
import { counter, isCounted, label, statusOn, stepsOf } from "./history.mjs";

test("a cell has on a day the status that status.py gives it", () => {
  for (const { history, day, status } of days) {
    assert.equal(statusOn(stepsOf(history), day), status, `${history} on ${day}`);
  }
});

test("without a day it has the latest", () => {
  for (const { history, latest } of days) assert.equal(statusOn(stepsOf(history), ""), latest, history);
});

test("cells are counted as status.py counts them", () => {
  for (const { statuses, words } of counts) {
    const count = counter(statuses);
    for (const status of Object.keys(words)) assert.equal(count(status).words, words[status], `${status} in ${statuses}`);
  }
});

test("a company counts on a day where membership.py counts it", () => {
  for (const { left, day, counted } of memberships) assert.equal(isCounted(left, day), counted, `${left} on ${day}`);
});

test("a company that has left does not count now", () => {
  assert.equal(isCounted("2026-03-01", ""), false, "left");
  assert.equal(isCounted(undefined, ""), true, "not left");
});

test("a status has the label of status.py", () => {
  for (const status of Object.keys(labels)) assert.equal(label(status), labels[status]);
});
