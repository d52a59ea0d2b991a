import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { isRecordingName } from "../engines/tape/recording.ts";
import type { CliOptions } from "./cli-options.ts";
import { folderTape } from "./folder-tape.ts";

/**
 * How many recordings `--replay` plays from; `null` without it.
 *
 * @throws TypeError in one sentence where there is none and this run will not record one there: the path is wrong, or a
 * step was left out, and every request would miss
 */
export async function countRecordings({
  replay: folder,
  record,
}: Pick<CliOptions, "replay" | "record">): Promise<number | null> {
  if (folder === null) return null;
  const fills = record !== null && resolve(record) === resolve(folder);
  const isThere = await isFolder(folder);
  const count = isThere ? (await folderTape(folder).names()).filter(isRecordingName).length : 0;
  if (count > 0 || fills) return count;
  const what = isThere ? "holds no recording" : "is no folder";
  throw new TypeError(
    `--replay ${folder} ${what}: record one first with --record ${folder}, or look whether the path is right.`,
  );
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
}
