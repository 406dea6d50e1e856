package dev.assay.scoring.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.distance.Levenshtein;
import dev.assay.scoring.ecma.EcmaText;
import dev.assay.scoring.ecma.JsonText;
import dev.assay.scoring.reading.JsonAnswer;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.util.ArrayList;
import java.util.List;

/** Two lists without regard to order: the best assignment of their elements by likeness. */
public final class ListContainsScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("list_contains", "List contains")
        .describes(
            "The best one-to-one assignment of answered to expected elements by levenshtein, its"
                + " sum divided by the longer length. Both empty: 1, one empty: 0.")
        .version(2)
        .params(
            """
            {
              "allow_extra_entities": {"type": "boolean", "default": false,
                "title": "Allow extra entities",
                "description": "Divide by the expected length, so that more is not worse."},
              %s
            }
            """
                .formatted(JsonAnswer.STRICT.formatted(false)))
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    boolean allowExtra = params.flag("allow_extra_entities", false);
    boolean strict = params.flag("strict", false);
    return input -> measure(input, allowExtra, strict);
  }

  private static Outcome measure(ScorerInput input, boolean allowExtra, boolean strict) {
    List<String> expected = list(JsonText.unwrap(input.requireExpected()), "expected value");
    JsonNode output = input.output();
    boolean noList = output == null || output.isNull();
    JsonAnswer answer = JsonAnswer.container(output, strict);
    List<String> found =
        noList ? List.of() : list(answer.found() ? answer.value() : output, "answer");
    if (expected.isEmpty() || found.isEmpty()) {
      return Outcome.of(expected.isEmpty() && found.isEmpty() ? 1 : 0);
    }
    int shorter = Math.min(found.size(), expected.size());
    int longer = Math.max(found.size(), expected.size());
    // announced before the table is made: the assignment costs shorter^2 * longer
    input.effort().spend((long) shorter * shorter, longer);
    double[][] likeness = new double[found.size()][expected.size()];
    for (int i = 0; i < found.size(); i++) {
      for (int j = 0; j < expected.size(); j++) {
        likeness[i][j] = Levenshtein.similarity(found.get(i), expected.get(j), input.effort());
      }
    }
    int[] partner = Assignment.best(likeness);
    double sum = 0;
    ArrayNode pairs = Json.mapper().createArrayNode();
    for (int i = 0; i < partner.length; i++) {
      if (partner[i] >= 0) {
        sum += likeness[i][partner[i]];
        pairs
            .addObject()
            .put("output", i)
            .put("expected", partner[i])
            .put("score", likeness[i][partner[i]]);
      }
    }
    return new Outcome.Measured(
        sum / (allowExtra ? expected.size() : longer),
        null,
        answer.note(Json.mapper().createObjectNode()).set("pairs", pairs));
  }

  private static List<String> list(JsonNode value, String what) {
    if (!value.isArray()) {
      throw new UnmeasurableException(ErrorCode.NOT_JSON, "The " + what + " is not a list.");
    }
    List<String> texts = new ArrayList<>(value.size());
    value.forEach(element -> texts.add(EcmaText.of(element)));
    return texts;
  }
}
