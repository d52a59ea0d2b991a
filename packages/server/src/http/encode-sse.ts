/** One event with this payload. The service sends neither ids nor names (both documents; recorded). */
export function encodeSse(payload: string): string {
  return `data: ${payload}\n\n`;
}

/** Ends a stream that went well. */
export const doneEvent: string = encodeSse("[DONE]");
