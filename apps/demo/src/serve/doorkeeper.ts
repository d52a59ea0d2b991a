import { randomBytes, timingSafeEqual } from "node:crypto";

/** Lets one browser in, for as long as the demo runs. */
export type Doorkeeper = {
  /** The path that lets in, once. */
  readonly entrance: string;
  /** Takes the token of an entrance: the cookie to set, or `null` for one that is wrong or was used. */
  enter(token: string): string | null;
  /** Whether a `Cookie` header shows that its browser was let in. */
  knows(cookieHeader: string | null | undefined): boolean;
};

/**
 * A token for the printed link and a secret for the cookie, both random and of this start alone. Cookies do not tell
 * ports apart, so the cookie carries the port in its name.
 */
export function createDoorkeeper(port: number): Doorkeeper {
  const token = secret();
  const session = secret();
  const name = `qwire-demo-${port}`;
  let isUsed = false;
  return {
    entrance: `/enter/${token}`,
    enter(given) {
      if (isUsed || !isSame(given, token)) return null;
      isUsed = true;
      return `${name}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    knows(cookieHeader) {
      const given = readCookie(cookieHeader ?? "", name);
      return given !== null && isSame(given, session);
    },
  };
}

function secret(): string {
  return randomBytes(32).toString("base64url");
}

/** Takes as long for a near miss as for any other. */
function isSame(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}

function readCookie(header: string, name: string): string | null {
  for (const pair of header.split(";")) {
    const [key, ...value] = pair.split("=");
    if (key?.trim() === name) return value.join("=").trim();
  }
  return null;
}
