/* Small kindnesses for a form; without them it works the same. */
import { blockSecondSubmit } from "./parts/busy.js";
import { focusErrorSummary } from "./parts/error-summary.js";

blockSecondSubmit();
focusErrorSummary();
