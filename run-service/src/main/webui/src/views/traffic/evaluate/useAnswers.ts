import { useQuery } from "@tanstack/react-query";
import { readTraffic } from "@/api/traffic";
import { asJson } from "@/parts/text/bounded";
import { ofSource } from "../search";
import type { EvaluateSearch } from "./search";

const LOOKED_AT = 50;

/** Some of the newest answers of a source, as JSON where they are: what its fields are taken from. */
export function useAnswers(source: NonNullable<EvaluateSearch["source"]>) {
  return useQuery({
    queryKey: ["traffic", "answers", source],
    queryFn: async () => {
      const { kinds, filter } = ofSource(source.type, source.id, source.version);
      const pages = await Promise.all(
        kinds.map((kind) =>
          readTraffic(kind, { ...filter, status: "completed", limit: LOOKED_AT }),
        ),
      );
      return (
        pages
          .flatMap((page) => page.data)
          // Of one that is too long for the list there is the beginning, which has no fields.
          .filter((record) => !record.cut)
          .map((record) => asJson(record.response) ?? record.response)
      );
    },
  });
}
