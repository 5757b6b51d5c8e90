// Runs beside history.mjs, the browser's own code, and cases.mjs, which test_history.py makes by status.py.

import assert from "node:assert/strict";
import { test } from "node:test";
import { counts, days, labels } from "./cases.mjs";
import { counter, label, statusOn, stepsOf } from "./history.mjs";

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

test("a status has the label of status.py", () => {
  for (const status of Object.keys(labels)) assert.equal(label(status), labels[status]);
});
