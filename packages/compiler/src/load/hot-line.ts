import { Session } from "node:inspector";

/** Between two looks at what is running. */
const SAMPLING_MICROSECONDS = 1000;

/**
 * The line of a script, from 1, that was seen running most often while `run` ran; undefined when none was. Only the
 * profiler knows where a loop is that a time limit ended: the error of the limit has no stack.
 *
 * @param script the name the script was given when it was made
 */
export function hottestLine(script: string, run: () => void): number | undefined {
  const session = new Session();
  session.connect();
  const ticks = new Map<number, number>();
  try {
    session.post("Profiler.enable");
    session.post("Profiler.setSamplingInterval", { interval: SAMPLING_MICROSECONDS });
    session.post("Profiler.start");
    run();
    session.post("Profiler.stop", (_, { profile }) => {
      for (const { callFrame, positionTicks = [] } of profile.nodes) {
        if (callFrame.url !== script) continue;
        for (const { line, ticks: seen } of positionTicks) ticks.set(line, (ticks.get(line) ?? 0) + seen);
      }
    });
  } finally {
    session.disconnect();
  }
  const [hottest] = [...ticks].sort(([, left], [, right]) => right - left);
  return hottest?.[0];
}
