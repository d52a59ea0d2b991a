// The function call sample of the 2024 document, whose model wrapped arguments: json.loads(arguments)['properties']['location'].
import { createClient } from "qwire";
import { callWithMessages } from "./call-with-messages.ts";
import { openPlace } from "./open-place.ts";

const { baseURL, apiKey, close } = await openPlace("2024");
await callWithMessages(createClient({ baseURL, apiKey }), (args) => JSON.parse(args).properties.location);
await close();
