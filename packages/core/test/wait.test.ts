import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock, wait } from "../src/wait.ts";
import { spyingController } from "./fixtures/spying-signal.ts";

describe("systemClock", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits longer than setTimeout can", () => {
    const month = 30 * 24 * 3600 * 1000;
    const task = vi.fn<() => void>();
    systemClock.after(month, task);
    vi.advanceTimersByTime(month - 1);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(task).toHaveBeenCalledOnce();
  });
  it("takes a timer back, also one that was prolonged", () => {
    const task = vi.fn<() => void>();
    const cancel = systemClock.after(2 ** 32, task);
    vi.advanceTimersByTime(2 ** 31);
    cancel();
    vi.advanceTimersByTime(2 ** 33);
    expect(task).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
  it("is not moved by a change of the date", () => {
    const before = systemClock.now();
    vi.setSystemTime(0);
    expect(systemClock.now()).toBe(before);
    expect(systemClock.random()).toBeLessThan(1);
  });
});

describe("wait", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("ends after its time, or with the signal's reason, and leaves nothing", async () => {
    const { controller, listeners } = spyingController();
    const { signal } = controller;
    const done = wait(100, { clock: systemClock, signal });
    vi.advanceTimersByTime(100);
    await done;
    expect(listeners()).toBe(0);
    const stopped = wait(100, { clock: systemClock, signal });
    controller.abort("enough");
    await expect(stopped).rejects.toBe("enough");
    expect(vi.getTimerCount()).toBe(0);
    await expect(wait(100, { clock: systemClock, signal })).rejects.toBe("enough");
  });
});
