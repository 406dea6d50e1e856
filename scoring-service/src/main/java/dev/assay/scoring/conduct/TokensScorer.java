package dev.assay.scoring.conduct;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.Usage;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** Whether the answer used few enough tokens. */
public final class TokensScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("tokens", "Tokens")
        .describes("1 when the call used at most max_tokens of the given kind, else 0.")
        .needs()
        .category("model_fit")
        .yesOrNo()
        .params(
            """
            {
              "max_tokens": {"type": "integer", "minimum": 0, "title": "Limit",
                "description": "The most tokens that are still good."},
              "kind": {"enum": ["total", "input", "output", "reasoning"], "default": "total",
                "title": "Kind", "description": "Which tokens count; total is input plus output."}
            }
            """,
            "max_tokens")
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    double limit = params.number("max_tokens", 0);
    String kind = params.text("kind", "total");
    return input -> Limit.within(count(input.answer().usage(), kind), limit, "tokens");
  }

  private static Long count(Usage usage, String kind) {
    if (usage == null) {
      return null;
    }
    return switch (kind) {
      case "input" -> usage.input();
      case "output" -> usage.output();
      case "reasoning" -> usage.reasoning();
      default -> usage.input() + usage.output();
    };
  }
}
