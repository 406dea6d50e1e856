import { expect, it } from "vitest";
import { pricesOf } from "./listed";

it("flattens the list and finds by model and vendor", () => {
  const prices = {
    list: {
      vendors: [
        { vendor: "one", models: [{ model: "a", in: 1, out: 2, cached: null }] },
        { vendor: "two", models: [{ model: "b", in: 3, out: 4 }] },
      ],
    },
  };
  expect(pricesOf(prices, "")).toHaveLength(2);
  expect(pricesOf(prices, " TWO ")).toEqual([
    { vendor: "two", model: "b", in: 3, out: 4, cached: null },
  ]);
  expect(pricesOf(undefined, "")).toEqual([]);
});
