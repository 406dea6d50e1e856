package dev.assay.worker;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.Attempt;
import dev.assay.worker.call.CallObserver;
import java.util.function.Supplier;

/** Two observers as one. */
record CallObservers(CallObserver first, CallObserver second) implements CallObserver {
  @Override
  public void started(ModelCall call, Supplier<String> text) {
    first.started(call, text);
    second.started(call, text);
  }

  @Override
  public void ended(ModelCall call, Attempt attempt) {
    first.ended(call, attempt);
    second.ended(call, attempt);
  }
}
