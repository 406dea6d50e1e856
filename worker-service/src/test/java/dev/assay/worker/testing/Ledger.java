package dev.assay.worker.testing;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.Attempt;
import dev.assay.worker.call.CallObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Remembers what it hears. */
public final class Ledger implements CallObserver {
  private final List<Attempt> attempts = new ArrayList<>();

  @Override
  public void started(ModelCall call, Supplier<String> text) {
    // Only what ended is of interest.
  }

  @Override
  public void ended(ModelCall call, Attempt attempt) {
    attempts.add(attempt);
  }

  public List<Attempt> attempts() {
    return attempts;
  }
}
