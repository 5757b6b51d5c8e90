// @ts-check
// What the pages do beyond being read; without any of it they are whole.

import { reportAge } from "./age.js";
import { offerTries } from "./api.js";
import { offerCopies } from "./copy.js";
import { markColumns } from "./cross.js";
import { followDay } from "./day.js";
import { offerArrows } from "./grid.js";
import { openInPlace } from "./panel.js";
import { showReasons } from "./tip.js";
import { followChoices } from "./view.js";

reportAge();
offerArrows();
followChoices();
followDay();
showReasons();
markColumns();
openInPlace();
offerCopies();
offerTries();
