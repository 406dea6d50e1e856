package dev.assay.worker.simulated;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request as the simulated provider sees it.
 *
 * @param model echoed back
 * @param prompt text of the last user message
 * @param promptChars characters of all messages, for counting tokens
 * @param stream answer piece by piece
 * @param usageInStream end a stream with usage
 * @param expected what a right answer says, null when not known
 * @param answerKey what the answer depends on, besides the seed
 * @param attemptKey what faults and latency depend on, besides the seed
 */
public record SimQuestion(
    String model,
    String prompt,
    int promptChars,
    boolean stream,
    boolean usageInStream,
    JsonNode expected,
    String answerKey,
    String attemptKey) {}
