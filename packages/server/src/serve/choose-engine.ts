import type { Engine } from "../emulator/engine.ts";
import { answer } from "../engines/answer/answer.ts";
import { echo } from "../engines/echo.ts";
import { record } from "../engines/tape/record.ts";
import { replay } from "../engines/tape/replay.ts";
import { upstream } from "../engines/upstream/upstream.ts";
import type { CliOptions } from "./cli-options.ts";
import type { CliWorld } from "./cli-world.ts";
import { folderTape } from "./folder-tape.ts";
import { httpTransport } from "./http-transport.ts";
import { loadScript } from "./load-script.ts";
import { readKeyFile } from "./read-key-file.ts";

/** Who answers: a tape, and what is not on it a script, another server or an engine of ours, recorded where that is wanted. */
export async function chooseEngine(options: CliOptions, world: CliWorld): Promise<Engine> {
  const { record: recordTo, replay: replayFrom, speed } = options;
  const live = await liveEngine(options, world);
  const kept = recordTo === null ? live : record(live, folderTape(recordTo));
  if (replayFrom === null) return kept;
  const hasMore = recordTo !== null || options.upstream !== null || options.script !== null;
  return replay(folderTape(replayFrom), { speed, ...(hasMore ? { otherwise: kept } : {}) });
}

async function liveEngine(options: CliOptions, world: CliWorld): Promise<Engine> {
  const { upstream: baseURL, upstreamModel, script, engine } = options;
  if (script !== null) return loadScript(script);
  if (baseURL === null) return engine === "echo" ? echo() : answer();
  const apiKey = await upstreamKey(options, world);
  return upstream({
    baseURL,
    transport: httpTransport(),
    // A recording is to hold what was really sent.
    as: options.record === null ? "steps" : "frames",
    ...(apiKey === null ? {} : { apiKey }),
    ...(upstreamModel === null ? {} : { model: upstreamModel }),
  });
}

/** DASHSCOPE_API_KEY goes to Model Studio and nowhere else. */
async function upstreamKey({ upstream: url, keyFile }: CliOptions, { environment }: CliWorld): Promise<string | null> {
  if (keyFile !== null) return readKeyFile(keyFile);
  const own = environment["QWIRE_UPSTREAM_KEY"]?.trim();
  if (own) return own;
  const isModelStudio = url !== null && URL.canParse(url) && new URL(url).hostname.endsWith(".aliyuncs.com");
  return (isModelStudio && environment["DASHSCOPE_API_KEY"]?.trim()) || null;
}
