package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.ecma.EcmaJson;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A ruling that takes one question.
 *
 * @param instructions what kind of judge the model is to be
 * @param form of the reply
 * @param sheet what the judge is shown
 * @param reading what a reply that fits comes to
 */
public record OneQuestion(
    String instructions,
    JsonNode form,
    Function<ScorerInput, List<Question.Part>> sheet,
    BiFunction<ScorerInput, JsonNode, Outcome> reading)
    implements Ruling {

  @Override
  public String prompt() {
    return instructions + "\n" + EcmaJson.stringify(form);
  }

  @Override
  public Outcome rule(ScorerInput input) {
    JsonNode reply =
        input.asker().ask(new Question.Chat("", instructions, sheet.apply(input), form));
    return reading.apply(input, reply);
  }
}
