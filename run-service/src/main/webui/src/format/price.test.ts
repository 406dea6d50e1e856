import { expect, it } from "vitest";
import { price } from "./price";

it("writes prices with as many digits as they need, and tells unknown from free", () => {
  expect(price(0.15)).toBe("$0.15");
  expect(price(0.0375)).toBe("$0.0375");
  expect(price(10)).toBe("$10.00");
  expect(price(0)).toBe("$0.00");
  expect(price(null)).toBe("–");
  expect(price(undefined)).toBe("–");
});
