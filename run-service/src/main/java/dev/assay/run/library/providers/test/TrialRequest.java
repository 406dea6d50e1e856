package dev.assay.run.library.providers.test;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What to try.
 *
 * @param model the provider's name of it; null for the first that the provider's record lists
 * @param operation chat or embeddings; null for chat
 */
public record TrialRequest(
    @Size(min = 1, max = 200) String model,
    @Pattern(regexp = "chat|embeddings", message = "must be chat or embeddings") String operation) {
  static final TrialRequest NOTHING_SAID = new TrialRequest(null, null);
}
