// The function call sample of the 2025 document: json.loads(arguments)['location'].
import { createClient } from "qwire";
import { callWithMessages } from "./call-with-messages.ts";
import { openPlace } from "./open-place.ts";

const { baseURL, apiKey, close } = await openPlace("2025");
await callWithMessages(createClient({ baseURL, apiKey }), (args) => JSON.parse(args).location);
await close();
