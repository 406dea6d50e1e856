import { describe, expect, it } from "vitest";
import { tickOf, ticked, treeOf, type FieldNode } from "./fieldTree";

const ANSWERS = [
  { vendor: "Acme", total: 1, address: { city: "Bonn", zip: "1" }, lines: [{ price: 1 }] },
  { vendor: "Bolt", address: { city: "Ulm", geo: { lat: 1, lon: 2 } }, _metadata: { by: "x" } },
  "Sorry, I cannot read this.",
  [1, 2],
  null,
];
const TREE = treeOf(ANSWERS);

function node(path: string, of: FieldNode[] = TREE): FieldNode {
  for (const one of of) {
    if (one.path === path) return one;
    if (path.startsWith(`${one.path}.`)) return node(path, one.children);
  }
  throw new Error(path);
}

describe("the tree of fields", () => {
  it("has what answers contain, as paths of the service", () => {
    expect(TREE.map((one) => one.path)).toEqual(["vendor", "total", "address", "lines"]);
    expect(node("address").children.map((one) => one.path)).toEqual([
      "address.city",
      "address.zip",
      "address.geo",
    ]);
    expect(node("address.geo.lat").seen).toBe(1);
    expect(node("vendor").seen).toBe(2);
  });

  it("takes a list as one field, with all of its elements", () => {
    expect(node("lines")).toMatchObject({ list: true, children: [] });
  });

  it("is empty where no answer is an object", () => {
    expect(treeOf(["text", [1], null, 7])).toEqual([]);
  });
});

describe("ticks", () => {
  it("are all while nothing is chosen", () => {
    expect(TREE.map((one) => tickOf(one, null))).toEqual(["all", "all", "all", "all"]);
  });

  it("take all below with them, and show above that some are left", () => {
    const without = ticked(TREE, null, node("address.geo"));
    expect(without).toEqual(["vendor", "total", "address.city", "address.zip", "lines"]);
    expect(tickOf(node("address"), without)).toBe("some");
    expect(tickOf(node("address.geo.lat"), without)).toBe("none");
    expect(tickOf(node("lines"), without)).toBe("all");
  });

  it("name a field once where all below it are ticked", () => {
    const some = ticked(TREE, [], node("address.city"));
    expect(some).toEqual(["address.city"]);
    expect(ticked(TREE, some, node("address"))).toEqual(["address"]);
  });

  it("come to all again, and to none", () => {
    const without = ticked(TREE, null, node("vendor"));
    expect(ticked(TREE, without, node("vendor"))).toBeNull();
    expect(TREE.reduce<string[] | null>((fields, one) => ticked(TREE, fields, one), null)).toEqual(
      [],
    );
    expect(tickOf(node("vendor"), [])).toBe("none");
  });

  it("do not take a field for another that begins alike", () => {
    const tree = treeOf([{ total: 1, total_net: 2 }]);
    expect(tickOf(tree[1] as FieldNode, ["total"])).toBe("none");
  });
});
