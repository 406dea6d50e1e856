package dev.assay.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.Address;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.UnitRef;

/**
 * What makes two deliveries the same call: the unit; for judges, who ask several questions about
 * one unit, also the context that tells the questions apart.
 */
record CallKey(UnitRef unit, String replyTo, JsonNode context) {
  static CallKey of(ModelCall call) {
    boolean item = Address.ANSWERS.equals(call.replyTo());
    return new CallKey(call.unit(), call.replyTo(), item ? null : call.context());
  }
}
