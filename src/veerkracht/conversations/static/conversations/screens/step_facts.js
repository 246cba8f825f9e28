/** With whom, when, and when to look back: one line under a step. */
import { dayIn } from "./texts.js";

/** @param {import("../shapes.js").StepPart} step @param {import("../shapes.js").Given} given */
export function stepFacts({ withWhom, when, lookBack }, { say, tools }) {
  return [
    withWhom && say("step.with", { who: withWhom }),
    when && say("step.begin", { when }),
    lookBack && say("step.look_back", { day: dayIn(lookBack, tools.language) }),
  ].filter(Boolean).join(" · ");
}
