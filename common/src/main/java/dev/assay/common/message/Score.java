package dev.assay.common.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.Failure;
import dev.assay.common.status.ScoreStatus;

/**
 * What one scorer says of one answer.
 *
 * @param key the scorer's name within the evaluation
 * @param scorer the scorer's id
 * @param version of the scorer that made it
 * @param status success, error or skipped
 * @param score finite, in 0..1; null unless the status is success
 * @param passed score &gt;= threshold; null without a threshold and when skipped; false when there
 *     is a threshold and an error
 * @param reason a sentence, null when there is nothing to say
 * @param metadata what the scorer found out on the way, null when nothing
 * @param error why it could not measure, null unless the status is error
 */
public record Score(
    String key,
    String scorer,
    int version,
    ScoreStatus status,
    Double score,
    Boolean passed,
    String reason,
    JsonNode metadata,
    Failure error) {}
