import { ChatError } from "../chat-error.ts";
import type { CallControl } from "./call-control.ts";
import type { ApiKey } from "./connection.ts";
import { plainCause } from "./plain-cause.ts";

/**
 * The key of this call; at once where it need not be fetched.
 *
 * @throws ChatError `missing_api_key` where there is none or fetching it failed, `invalid_api_key` where it cannot be one.
 */
export function fetchKey(apiKey: ApiKey, control: CallControl): string | Promise<string> {
  return typeof apiKey === "function" ? control.orAbort(ask(apiKey)).then(checked) : checked(apiKey);
}

function checked(given: string | undefined): string {
  const key = given?.trim() ?? "";
  if (key === "") throw new ChatError("missing_api_key");
  // A line break pasted into the key would be refused far away from here, with a sentence that quotes the key.
  if (/[^\x21-\x7e]/.test(key)) throw new ChatError("invalid_api_key", { message: invalidKey });
  return key;
}

async function ask(apiKey: () => string | Promise<string>): Promise<string> {
  try {
    return await apiKey();
  } catch (cause) {
    throw new ChatError("missing_api_key", { message: "The apiKey function failed.", cause: plainCause(cause) });
  }
}

const invalidKey =
  "The API key holds characters that no key has. Check what was pasted into DASHSCOPE_API_KEY or apiKey.";
