/**
 * A variable of the environment where the runtime has one (Node, Deno, Bun); `undefined` in a browser, and in Deno
 * without the permission to read it.
 */
export function readEnvironment(name: "DASHSCOPE_API_KEY" | "DASHSCOPE_BASE_URL"): string | undefined {
  // A boundary: no runtime's types are known here, and each has its own globals.
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  try {
    return process?.env?.[name];
  } catch {
    // Deno asks for a permission that was refused: then there is no such variable for us.
    return undefined;
  }
}
