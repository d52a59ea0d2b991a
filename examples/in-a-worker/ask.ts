// Asks the worker once, prints its answer as it comes, and ends.
import { startWorker } from "./start-worker.ts";

const { url, stop } = await startWorker();
const { body, status } = await fetch(`${url.href}?q=${encodeURIComponent("你是谁?")}`);
if (status !== 200) process.exitCode = 1;
for await (const piece of body ?? []) process.stdout.write(piece);
await stop();
