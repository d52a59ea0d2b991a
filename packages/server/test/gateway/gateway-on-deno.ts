// Spawned by gateway-runtimes.test.ts: deno run --allow-all --conditions=@qwire/source
import { listen } from "../../src/deno.ts";
import { runGatewayPromises } from "./run-gateway-promises.ts";

await runGatewayPromises({ listen });
process.exit(0);
