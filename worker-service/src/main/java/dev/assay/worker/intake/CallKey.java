package dev.assay.worker.intake;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.UnitRef;

/** What makes two deliveries the same call: the unit and, of a judge, the question about it. */
record CallKey(UnitRef unit, String question) {
  static CallKey of(ModelCall call) {
    return new CallKey(call.unit(), call.question());
  }
}
