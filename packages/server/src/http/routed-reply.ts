import type { Call } from "../emulator/journal.ts";
import type { Reply } from "./exchange.ts";

/** A reply before the headers that all replies share. */
export type RoutedReply = Reply & {
  requestId: string;
  /** Puts another end into the journal, where something on the way spoils the reply. Absent: it has no entry. */
  amend?(outcome: Call["outcome"], status?: number): void;
};
