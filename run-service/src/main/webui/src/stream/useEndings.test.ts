import { expect, it } from "vitest";
import { happened } from "./useEndings";

const all = () => true;
const none = () => false;

it("notices a run that ends, and one that goes on again", () => {
  expect(happened("", "a@successful1", all)).toBe(true);
  expect(happened("a@successful1", "a@successful2", all)).toBe(true);
  expect(happened("a@successful1", "", all)).toBe(true);
});

it("does not take a run that was forgotten for one that goes on", () => {
  expect(happened("a@successful1 b@failed1", "b@failed1", none)).toBe(false);
  expect(happened("a@successful1", "a@successful1", all)).toBe(false);
  expect(happened("", "", all)).toBe(false);
});
