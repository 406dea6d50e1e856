package dev.assay.scoring.conduct;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** Whether the answer came in time. */
public final class LatencyScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("latency", "Latency")
        .describes("1 when the answer (or its first token) took at most max_ms, else 0.")
        .needs()
        .category("model_fit")
        .yesOrNo()
        .params(
            """
            {
              "max_ms": {"type": "number", "exclusiveMinimum": 0, "title": "Limit in ms",
                "description": "The longest time that is still good, in milliseconds."},
              "measure": {"enum": ["answer", "first_token"], "default": "answer",
                "title": "Measure", "description": "What is timed."}
            }
            """,
            "max_ms")
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    double limit = params.number("max_ms", 0);
    boolean firstToken = params.text("measure", "answer").equals("first_token");
    return input ->
        firstToken
            ? Limit.within(input.answer().ttftMs(), limit, "time to the first token")
            : Limit.within(input.answer().latencyMs(), limit, "latency");
  }
}
