import { describe, expect, it } from "vitest";
import { itemAssets, messageParts } from "./message";

const sha = "a".repeat(64);

describe("a message as it was sent", () => {
  it("is text, or parts of text and images", () => {
    expect(messageParts("hello")).toEqual([{ kind: "text", text: "hello" }]);
    expect(messageParts(null)).toEqual([]);
    expect(
      messageParts([
        { type: "text", text: "look" },
        { type: "image_url", image_url: { url: `asset:${sha}` } },
        { type: "tool", x: 1 },
      ]),
    ).toEqual([
      { kind: "text", text: "look" },
      { kind: "asset", sha256: sha },
      { kind: "other", value: { type: "tool", x: 1 } },
    ]);
  });

  it("loads no image from anywhere else", () => {
    for (const url of [
      "https://example.org/x.png",
      "data:image/png;base64,AAAA",
      "asset:../../v1/session",
      "//x",
      null,
    ]) {
      expect(messageParts([{ type: "image_url", image_url: { url } }])).toEqual([
        { kind: "elsewhere" },
      ]);
    }
    expect(
      itemAssets({ assets: [{ ref: sha }, { url: "https://example.org" }, { ref: "../x" }] }),
    ).toEqual([{ kind: "asset", sha256: sha }, { kind: "elsewhere" }, { kind: "elsewhere" }]);
    expect(itemAssets({ assets: "x" })).toEqual([]);
  });
});
