// Loaded into a command that is measured: says at its end how long the self-check took.
process.on("exit", () => {
  const [measure] = performance.getEntriesByName("self-check");
  process.stdout.write(`${JSON.stringify({ selfCheck: measure?.duration })}\n`);
});
