/** A number of tokens, and whether the service's own figure is known to be the same. */
export type TokenCount = {
  tokens: number;
  /** `true` where something is in it whose arithmetic nobody has told: media, thoughts, several calls at once. */
  approximate: boolean;
};

/** Counts a text. */
export type CountText = (text: string) => number;
