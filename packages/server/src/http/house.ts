import type { Clock } from "../emulator/clock.ts";
import type { Limiter } from "../emulator/limiter.ts";
import type { Journal } from "../emulator/journal.ts";
import type { Memory } from "../emulator/memory.ts";
import type { Settings } from "../emulator/settings.ts";

/** What belongs to one emulator and outlives its requests. */
export type House = { settings: Settings; clock: Clock; journal: Journal; memory: Memory; limiter: Limiter };
