import { expect, it } from "vitest";
import type { FoundSource } from "@/api/traffic";
import { offers } from "./offers";

const source = (source_type: string, id: string, total: number, agent_version?: string) =>
  ({ source_type, id, total, agent_version }) as FoundSource;

const SOURCES = [
  source("skill", "reader", 10),
  source("skill", "writer", 30),
  source("agent", "router", 5, "1"),
  source("agent", "router", 6, "2"),
  source("request_domain", "invoices", 7),
];

it("offers what there is most of first, the versions of an agent together", () => {
  const executions = offers(SOURCES, "agent_execution");
  expect(executions.skill?.map((one) => one.value)).toEqual(["writer", "reader"]);
  expect(executions.agent).toEqual([{ value: "router", label: "router", count: 11 }]);
});

it("offers nothing that the kind of records is not found by", () => {
  expect(offers(SOURCES, "request").agent).toBeUndefined();
  expect(offers(SOURCES, "agent_execution").domain).toBeUndefined();
  expect(offers([], "request")).toEqual({});
});
