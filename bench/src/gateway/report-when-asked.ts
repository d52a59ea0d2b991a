// Loaded before a contender: tells the bench what its process holds and has used.
let highestMiB = 0;
setInterval(() => (highestMiB = Math.max(highestMiB, process.memoryUsage.rss() / 1024 ** 2)), 100).unref();

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, highestMiB });
  highestMiB = 0;
});
