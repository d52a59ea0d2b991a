import { deepStrictEqual } from "node:assert/strict";
import { fromUIMessages } from "@qwire/core/ui-message-stream";

const parts = [{ type: "text", text: "杭州" }];
deepStrictEqual(fromUIMessages([{ role: "user", parts }]), [{ role: "user", content: "杭州" }]);
