import type { Schemas } from "@/api/client";
import { visibleText } from "@/parts/text/visible";
import { launchWords } from "@/words/launch";

/** A provider to choose: its name, and what it is, since a name alone seldom says. */
export function ProviderOption({ of }: { of: Schemas["ProviderView"] | undefined }) {
  if (!of) return null;
  const place = of.base_url ? visibleText(of.base_url) : "";
  const about = of.kind === "simulated" && !place ? launchWords.target.simulated : of.kind;
  return (
    <span>
      {of.name}
      <span className="quiet" style={{ display: "block", fontSize: 12 }}>
        {[about, place].filter(Boolean).join(" · ")}
      </span>
    </span>
  );
}
