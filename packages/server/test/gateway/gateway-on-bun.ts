// Spawned by gateway-runtimes.test.ts: bun --conditions=@qwire/source
import { listen } from "../../src/bun.ts";
import { runGatewayPromises } from "./run-gateway-promises.ts";

await runGatewayPromises({ listen });
process.exit(0);
