import { defineConfig } from "vite";

// The page's own server passes its calls on, and writes the key on them. That is for this machine, where nobody else comes;
// for everyone it is a gateway (`@qwire/server/gateway`), which knows who asks and how much they may.
const { DASHSCOPE_API_KEY: key, DASHSCOPE_BASE_URL = "https://dashscope.aliyuncs.com" } = process.env;
const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
const proxy = { "/compatible-mode": { target: new URL(DASHSCOPE_BASE_URL).origin, changeOrigin: true, headers } };

export default defineConfig({ server: { proxy }, preview: { proxy } });
