import "./settle-zod.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/conversation.css";
import "./styles/markdown.css";
import "./styles/controls.css";

const root = document.getElementById("page");
if (root === null) throw new Error("index.html has no #page.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
