package dev.assay.common.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A scorer as the catalogue shows it.
 *
 * @param id stable name, such as {@code levenshtein}
 * @param version raised when the same input may give another score
 * @param name for people
 * @param description what it measures, in a sentence or two, with the formula
 * @param category DigitalOcean's: correctness, user_outcomes, safety_and_security, context_quality,
 *     model_fit
 * @param needs what must be there: expected, choices, context, documents, tools, answers
 * @param lowerIsBetter which way the score goes; false for every scorer of ours, since a score is
 *     always better when higher, also where the quantity behind it is better when smaller
 * @param valueType number, percentage, boolean or label
 * @param range what a score can be, such as {@code 0..1} or {@code 0|1}
 * @param recommended whether to start with it
 * @param params JSON Schema of the parameters
 */
public record ScorerDescriptor(
    String id,
    int version,
    String name,
    String description,
    String category,
    List<String> needs,
    boolean lowerIsBetter,
    String valueType,
    String range,
    boolean recommended,
    JsonNode params) {}
