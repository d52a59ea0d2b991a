/** How many tokens there are, special ones apart. */
export declare const size: number;
/** What the unpacked halves hash to. */
export declare const sha256: string;
/** Special tokens, whose ids follow on `size`. */
export declare const specialTokens: readonly string[];
/** Base64 of the deflated halves of each token from 256 on. */
export declare const halves: string;
