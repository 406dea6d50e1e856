package dev.assay.run.platform.broker;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Sends the messages of rows, and says which rows are to be stamped: those that the broker has
 * accepted. That another was not sent is no failure, for the sweeper finds what has no stamp.
 */
public final class Accepted {
  private static final Logger LOG = Logger.getLogger(Accepted.class);

  private Accepted() {}

  /**
   * Sends all of them at a time.
   *
   * @param what is sent, for the log
   * @param send one, completing when the broker has accepted it
   * @return those that were accepted, in their order
   */
  public static <T> Uni<List<T>> of(
      String what, UUID runId, List<T> all, Function<T, Uni<Void>> send) {
    if (all.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    List<Uni<Boolean>> sends =
        all.stream()
            .map(
                one ->
                    // One that throws instead of failing is not the end of the others either.
                    Uni.createFrom()
                        .deferred(() -> send.apply(one))
                        .replaceWith(true)
                        .onFailure()
                        .invoke(
                            e ->
                                LOG.debugf(
                                    "not sent what=%s run=%s error=%s",
                                    what, runId, e.getMessage()))
                        .onFailure()
                        .recoverWithItem(false))
            .toList();
    return Uni.join()
        .all(sends)
        .andCollectFailures()
        .map(sent -> IntStream.range(0, sent.size()).filter(sent::get).mapToObj(all::get).toList());
  }
}
