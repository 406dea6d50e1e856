import { describe, expect, it } from "vitest";
import { pageAddress } from "./address";

describe("the page of a comparison, to send or keep", () => {
  const asked = (address: string) =>
    Object.fromEntries(new URL(address, "http://assay.test").searchParams);

  it("is asked for as the comparison itself is", () => {
    expect(pageAddress({ runs: ["a", "b"] })).toBe("/v1/comparisons/export?runs=a%2Cb&format=html");
    expect(asked(pageAddress({ runs: ["a", "b", "c"], baseline: "b", by: "alias" }))).toEqual({
      runs: "a,b,c",
      baseline: "b",
      by: "alias",
      format: "html",
    });
  });

  it("takes a name of a side as it is", () => {
    expect(asked(pageAddress({ runs: ["a", "b"], baseline: "old & new=#1" })).baseline).toBe(
      "old & new=#1",
    );
  });
});
