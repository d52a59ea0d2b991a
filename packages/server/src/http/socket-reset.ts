/** What a reply's body throws when the `cut: "reset"` step wants the socket destroyed. */
export function socketReset(): Error {
  return Object.assign(new Error("The emulator was told to reset the connection here."), { code: "ECONNRESET" });
}
