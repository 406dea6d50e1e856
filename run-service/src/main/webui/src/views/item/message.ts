/** A part of a message: text, an image of our asset store, or something that is not shown. */
export type MessagePart =
  | { kind: "text"; text: string }
  | { kind: "asset"; sha256: string }
  | { kind: "elsewhere" }
  | { kind: "other"; value: unknown };

const SHA256 = /^[0-9a-f]{64}$/;

/** The parts of a message as it was sent. Of images only those of our own store are ever loaded. */
export function messageParts(content: unknown): MessagePart[] {
  if (content === null || content === undefined) return [];
  if (typeof content === "string") return [{ kind: "text", text: content }];
  if (!Array.isArray(content)) return [{ kind: "other", value: content }];
  return content.map((part: unknown) => {
    if (typeof part === "string") return { kind: "text", text: part };
    const fields = (part ?? {}) as { type?: unknown; text?: unknown; image_url?: unknown };
    if (typeof fields.text === "string") return { kind: "text", text: fields.text };
    if (fields.type === "image_url") return imagePart(fields.image_url);
    return { kind: "other", value: part };
  });
}

function imagePart(image: unknown): MessagePart {
  const url = typeof image === "string" ? image : (image as { url?: unknown } | null)?.url;
  const sha256 = typeof url === "string" && url.startsWith("asset:") ? url.slice(6) : null;
  return sha256 && SHA256.test(sha256) ? { kind: "asset", sha256 } : { kind: "elsewhere" };
}

/** The images of an item: by reference to our store, or elsewhere. */
export function itemAssets(item: Record<string, unknown> | null | undefined): MessagePart[] {
  const assets = item?.assets;
  if (!Array.isArray(assets)) return [];
  return assets.map((asset: unknown) => {
    const ref = (asset as { ref?: unknown } | null)?.ref;
    return typeof ref === "string" && SHA256.test(ref)
      ? { kind: "asset", sha256: ref }
      : { kind: "elsewhere" };
  });
}

/** Where an image of our store is. */
export function assetAddress(sha256: string): string {
  return `/v1/assets/${sha256}`;
}
