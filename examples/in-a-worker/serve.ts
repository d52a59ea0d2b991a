// Serves the worker until Ctrl-C.
import { startWorker } from "./start-worker.ts";

const { url, stop } = await startWorker();
console.log(`${url.href}?q=你是谁?`);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void stop());
