package dev.assay.worker.call;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.Attempt;
import java.util.function.Supplier;

/** Hears what goes on, on the event loop. Must be cheap. */
public interface CallObserver {
  /**
   * An attempt starts.
   *
   * @param text the streamed text so far, null while there is none
   */
  void started(ModelCall call, Supplier<String> text);

  /** An attempt has ended. */
  void ended(ModelCall call, Attempt attempt);
}
