/** Where recordings are kept: a folder (`folderTape` of `@qwire/server/node`, `/deno`, `/bun`), memory, or a place of yours. */
export type Tape = {
  /** The text under this name, or `null`. */
  read(name: string): Promise<string | null>;
  /** All names, in any order. */
  names(): Promise<string[]>;
  /** Keeps a text; one of the same name is replaced. */
  write(name: string, text: string): Promise<void>;
  /** The file that holds this name, as people find it; messages name it. Default: the name itself. */
  fileOf?(name: string): string;
};

/** Keeps recordings as long as the process lives. */
export function memoryTape(): Tape {
  const texts = new Map<string, string>();
  return {
    read: async (name) => texts.get(name) ?? null,
    names: async () => [...texts.keys()],
    write: async (name, text) => void texts.set(name, text),
  };
}

/** What people are told where a recording is. */
export function fileOf(tape: Tape, name: string): string {
  return tape.fileOf?.(name) ?? name;
}
