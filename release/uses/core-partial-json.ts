import { deepEqual } from "node:assert/strict";
import { createPartialJson } from "@qwire/core/partial-json";

const json = createPartialJson();
json.push('{"city":"Hang');
deepEqual(json.value(), { city: "Hang" });
