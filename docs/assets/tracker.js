// What the pages do beyond being read; without any of it they are whole.

import { tellAge } from "./age.js";
import { offerTries } from "./api.js";
import { offerCopies } from "./copy.js";
import { followDay } from "./day.js";
import { showReasons } from "./tip.js";
import { followChoices } from "./view.js";

tellAge();
followChoices();
followDay();
showReasons();
offerCopies();
offerTries();
