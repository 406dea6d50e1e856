package dev.assay.scoring.conduct;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** Whether the answer was cheap enough. */
public final class CostScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("cost", "Cost")
        .describes("1 when the answer cost at most max_cost, else 0.")
        .needs()
        .category("model_fit")
        .yesOrNo()
        .params(
            """
            {
              "max_cost": {"type": "number", "minimum": 0, "title": "Limit",
                "description": "The highest cost that is still good, in the account's currency."}
            }
            """,
            "max_cost")
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    double limit = params.number("max_cost", 0);
    return input -> Limit.within(input.answer().cost(), limit, "cost");
  }
}
