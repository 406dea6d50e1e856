package dev.assay.common.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.Failure;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.UnitRef;
import java.time.Instant;
import java.util.List;

/**
 * What became of a model call: an answer, a failure, or a request to be handed out again later.
 *
 * @param unit the unit this is for, with the generation of the call
 * @param worker who called
 * @param answer what the target returned, null when it did not
 * @param failure why there is no answer, null when there is one or the unit is to wait
 * @param notBefore the unit goes back to wait until then and no attempt is burnt; null otherwise
 * @param attempts every attempt made in this hand-out, in order
 * @param context as it came with the call
 */
public record ModelReply(
    UnitRef unit,
    String worker,
    Answer answer,
    Failure failure,
    Instant notBefore,
    List<Attempt> attempts,
    JsonNode context)
    implements Message {}
