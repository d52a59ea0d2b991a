// Spawned by runtimes.test.ts: deno run --allow-all --conditions=@qwire/source
import { listen } from "../../src/deno.ts";
import { runPromises } from "./run-promises.ts";

await runPromises(listen);
process.exit(0);
