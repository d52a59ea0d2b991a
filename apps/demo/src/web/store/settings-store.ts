import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { ChosenFault } from "../connection/connect-client.ts";
import type { ParameterTexts } from "../parameters/parameter-fields.ts";

export type Language = "en" | "zh";
type Theme = "light" | "dark";

/** What a person has chosen. `null`: as the system or the server has it. */
export type Settings = {
  language: Language | null;
  theme: Theme | null;
  model: string | null;
  parameters: ParameterTexts;
  /** The system message; empty: none. */
  instructions: string;
  /** `null`: as the model does by itself. */
  thinks: boolean | null;
  usesTools: boolean;
  severalAtOnce: boolean;
  /** What shall go wrong with the next question; never kept. */
  fault: ChosenFault | null;
};

const defaults: Settings = {
  language: null,
  theme: null,
  model: null,
  parameters: {},
  instructions: "",
  thinks: null,
  usesTools: true,
  severalAtOnce: true,
  fault: null,
};

export const useSettings = create<Settings>()(
  persist(() => defaults, {
    name: "qwire-demo-settings",
    version: 1,
    partialize: (settings) => ({ ...settings, fault: null }),
  }),
);

export function changeSettings(changes: Partial<Settings>): void {
  useSettings.setState(changes);
}
