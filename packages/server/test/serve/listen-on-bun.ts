// Spawned by runtimes.test.ts: bun --conditions=@qwire/source
import { listen } from "../../src/bun.ts";
import { runPromises } from "./run-promises.ts";

await runPromises(listen);
process.exit(0);
