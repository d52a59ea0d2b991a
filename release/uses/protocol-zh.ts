import { match } from "node:assert/strict";
import { errorInChinese } from "@qwire/protocol/zh";

match(Object.values(errorInChinese("arrears")).join(""), /[\u4e00-\u9fff]{4}/);
