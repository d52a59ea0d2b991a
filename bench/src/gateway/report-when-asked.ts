// Loaded before a contender: tells the bench what its process holds and has used.
let highestMiB = 0;
setInterval(() => (highestMiB = Math.max(highestMiB, process.memoryUsage.rss() / 1024 ** 2)), 100).unref();

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  const nowMiB = process.memoryUsage.rss() / 1024 ** 2;
  process.send?.({ cpuMs: (user + system) / 1000, highestMiB: Math.max(highestMiB, nowMiB), nowMiB });
  highestMiB = 0;
});
