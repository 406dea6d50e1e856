package dev.assay.run.engine.intake;

import dev.assay.run.platform.problem.SqlStates;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * What a message says cannot be written, now or later. It is told apart from what fails in the same
 * transaction for another reason, such as the run's verdict: then the message is innocent.
 */
final class NotStorableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NotStorableException(Throwable cause) {
    super(cause.toString(), cause);
  }

  /**
   * A step that writes what messages say: whatever fails there and will not pass is their doing.
   */
  static <T> Uni<T> blaming(Supplier<Uni<T>> step) {
    return Uni.createFrom()
        .deferred(step::get)
        .onFailure(e -> !SqlStates.isTransient(e))
        .transform(NotStorableException::new);
  }
}
