import { defineConfig } from "vite";

// An emulator while you develop; in production a gateway of yours (`@qwire/server/gateway`), which knows who asks.
const target = new URL(process.env["DASHSCOPE_BASE_URL"] ?? "http://127.0.0.1:8787").origin;
const proxy = { "/compatible-mode": target };

export default defineConfig({ server: { proxy }, preview: { proxy } });
