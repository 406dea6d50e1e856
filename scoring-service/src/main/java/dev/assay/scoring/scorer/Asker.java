package dev.assay.scoring.scorer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;

/**
 * Puts questions to a model. A measurement that asks is run again from its start each time a reply
 * has come: it must ask the same questions in the same order when the replies are the same.
 */
@FunctionalInterface
public interface Asker {
  /** Where nobody can be asked: a trial without a judge. */
  Asker NOBODY =
      question -> {
        throw new UnmeasurableException(
            ErrorCode.JUDGE_MISSING,
            "This scorer asks a model, and none is named: give it judge: {provider, model}.");
      };

  /**
   * The reply, when it is there and fits the question's form.
   *
   * @throws UnansweredException when the reply has yet to come
   * @throws UnmeasurableException when the model failed, refused, or replied nonsense twice
   */
  JsonNode ask(Question question);
}
