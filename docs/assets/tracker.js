// @ts-check
// What the pages do beyond being read; without any of it they are whole.

import { reportAge } from "./age.js";
import { offerTries } from "./api.js";
import { openOnDemand } from "./company.js";
import { offerCopies } from "./copy.js";
import { markColumns } from "./cross.js";
import { followDay } from "./day.js";
import { followFilters } from "./filters.js";
import { offerArrows } from "./grid.js";
import { openInPlace } from "./panel.js";
import { offerTicks } from "./ticks.js";
import { showReasons } from "./tip.js";
import { followChoices } from "./view.js";

reportAge();
offerArrows();
followChoices();
followDay();
followFilters();
openOnDemand();
showReasons();
markColumns();
openInPlace();
offerTicks();
offerCopies();
offerTries();
if (document.getElementById("compare")) import("./compare.js").then((page) => page.followComparison());
