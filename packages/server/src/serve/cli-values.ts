/** A port. @throws TypeError in one sentence, as all below */
export function toPort(text: string): number {
  const port = toNumber("--port", text);
  if (!Number.isInteger(port) || port > 65_535) {
    throw new TypeError(`--port takes a number from 0 to 65535, not "${text}".`);
  }
  return port;
}

/** A number, 0 or more. */
export function toNumber(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < 0) {
    throw new TypeError(`${option} takes a number, 0 or more, not "${text}".`);
  }
  return number;
}

/** One of some words. */
export function oneOf<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new TypeError(`${option} takes ${words.join(", ")}, not "${text}".`);
  return found;
}

/** "--tps -1" is a wrong number, not an unknown option. */
export function joinNegatives(argv: readonly string[]): string[] {
  return argv.reduce<string[]>((args, arg) => {
    const last = args.at(-1);
    const isValue = /^-\d/.test(arg) && last !== undefined && /^--[a-z-]+$/.test(last);
    return isValue ? [...args.slice(0, -1), `${last}=${arg}`] : [...args, arg];
  }, []);
}
