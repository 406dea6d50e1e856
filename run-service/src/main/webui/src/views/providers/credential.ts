import { providers as words } from "@/words/providers";
import type { Provider } from "./draft";

/** Where a credential comes from; what it is nobody says. */
export function credentialText(provider: Provider): string {
  const credential = provider.credential;
  if (!credential) return words.credential.none;
  if (credential.kind === "ambient") return words.credential.ambient;
  return credential.env ? words.credential.env(credential.env) : words.credential.stored;
}
