/** A new name for a request. Unlike the emulator's, a gateway's ids are to be guessed by nobody. */
export function randomId(): string {
  return crypto.randomUUID();
}
