import type { DatasetItem } from "@/api/items";

/** The messages of an input that is a conversation; null for any other. */
export function messagesOf(input: unknown): { role: string; content: unknown }[] | null {
  if (!Array.isArray(input) || input.length === 0) return null;
  const messages = input.map((each: unknown) =>
    each !== null && typeof each === "object" ? (each as Record<string, unknown>) : {},
  );
  return messages.every((message) => typeof message.role === "string")
    ? messages.map((message) => ({
        role: String(message.role),
        content: message.tool_calls === undefined ? message.content : omit(message, "role"),
      }))
    : null;
}

function omit(object: Record<string, unknown>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([other]) => other !== name));
}

/** The passages of a context, which may also be one text. */
export function passagesOf(context: unknown): unknown[] {
  if (context === undefined || context === null) return [];
  return Array.isArray(context) ? context : [context];
}

/** The tools that an item brings, which stand among its extra fields. */
export function toolsOf(item: DatasetItem): unknown {
  return item.extra?.tools;
}
