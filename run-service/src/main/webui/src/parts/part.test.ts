import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { words } from "@/words/common";
import { Fault } from "./Fault";
import { isRenewed, part, PartMissing } from "./part";

const SAID = [
  "Failed to fetch dynamically imported module: http://127.0.0.1/assets/Runs-1.js",
  "error loading dynamically imported module: http://127.0.0.1/assets/Runs-1.js",
  "Importing a module script failed.",
  "Unable to preload CSS for /assets/Runs-1.css",
];

function failed(message: string, renewed: boolean): Promise<unknown> {
  const load = () => Promise.reject(new TypeError(message));
  return part(load, () => Promise.resolve(renewed)).catch((e: unknown) => e);
}

function drawn(error: unknown): string {
  const fault = createElement(Fault, { error, again: () => undefined });
  return renderToStaticMarkup(createElement(MantineProvider, { env: "test" }, fault));
}

describe("a part of the page", () => {
  it("comes as it is", async () => {
    await expect(part(() => Promise.resolve(7))).resolves.toBe(7);
  });

  it.each(SAID)("that cannot be fetched is said to be so: %s", async (message) => {
    const error = await failed(message, true);
    expect(error).toBeInstanceOf(PartMissing);
    // The router loads the page again by itself when it reads such a message.
    expect((error as Error).message).not.toMatch(/dynamically imported|module script/);
  });

  it("that has a fault keeps it", async () => {
    expect(await failed("x is not a function", true)).toBeInstanceOf(TypeError);
  });

  it("asks to load the page again, and says that it was renewed only when it was", async () => {
    const renewed = drawn(await failed(SAID[0] ?? "", true));
    expect(renewed).toContain(words.renewed.title);
    expect(renewed).toMatch(new RegExp(`<button.*>${words.loadAgain}<`));
    const missing = drawn(await failed(SAID[0] ?? "", false));
    expect(missing).toContain(words.missing.title);
    expect(missing).not.toContain(words.renewed.title);
    expect(missing).toContain(words.loadAgain);
    expect(drawn(new Error("broken"))).toContain(words.retry);
  });
});

describe("a renewed server", () => {
  afterEach(() => vi.unstubAllGlobals());

  const served = (html: string, status = 200) =>
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(html, { status })));

  it("serves a page that begins with another script", async () => {
    served('<script type="module" src="/assets/index-2.js">');
    expect(await isRenewed("/assets/index-1.js")).toBe(true);
    expect(await isRenewed("/assets/index-2.js")).toBe(false);
  });

  it("is not known while it is away or refuses", async () => {
    served("no", 503);
    expect(await isRenewed("/assets/index-1.js")).toBe(false);
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await isRenewed("/assets/index-1.js")).toBe(false);
  });
});
