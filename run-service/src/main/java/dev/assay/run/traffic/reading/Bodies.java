package dev.assay.run.traffic.reading;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.library.datasets.upload.UploadStream;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Opens bodies of traffic and feedback: perhaps compressed, within bounds, few at a time, and of
 * one workspace not more than half of those.
 */
@ApplicationScoped
public class Bodies {
  /** One record in each line. */
  public static final String LINES = "application/x-ndjson";

  /** Another name of the same. */
  public static final String LINES_TOO = "application/jsonl";

  private final TrafficConfig config;
  private final Semaphore places;
  private final Shares shares;

  Bodies(TrafficConfig config) {
    this.config = config;
    this.places = new Semaphore(config.bodiesAtATime());
    this.shares = new Shares(config.bodiesAtATime());
  }

  /** Whether a body of a type has one record in each line. */
  public static boolean inLines(MediaType type) {
    String name = type == null ? "" : type.getType() + "/" + type.getSubtype();
    return name.equalsIgnoreCase(LINES) || name.equalsIgnoreCase(LINES_TOO);
  }

  /**
   * Reads a body, which blocks, and does with it what is to be done. Until that is done it counts:
   * what waits for a slow database is held in memory, too.
   *
   * @param workspace whose body it is
   * @param encoding the Content-Encoding, null for none
   * @param reading makes something of the bytes
   * @param use what is done with it
   * @throws ProblemException for another encoding, for a body beyond its bounds, and when too many
   *     are under way: whoever sends it may try again
   */
  public <T, R> Uni<R> take(
      UUID workspace,
      InputStream body,
      String encoding,
      Function<InputStream, T> reading,
      Function<T, Uni<R>> use) {
    enter(workspace);
    boolean read = false;
    try (InputStream open =
        UploadStream.of(
            body,
            UploadStream.isGzip(encoding),
            config.maxBytes().asLongValue(),
            config.maxRatio())) {
      Uni<R> done = use.apply(reading.apply(open)).onTermination().invoke(() -> leave(workspace));
      read = true;
      return done;
    } catch (IOException e) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST, "The body is not valid gzip, or it broke off.");
    } finally {
      if (!read) {
        leave(workspace);
      }
    }
  }

  private void enter(UUID workspace) {
    if (!shares.take(workspace)) {
      throw new ProblemException(
          ErrorCode.TOO_MANY_REQUESTS,
          "Too many bodies of traffic of this workspace are being taken in; send this one again in"
              + " a moment.");
    }
    if (!places.tryAcquire()) {
      shares.giveBack(workspace);
      throw new ProblemException(
          ErrorCode.TOO_MANY_REQUESTS,
          "Too many bodies of traffic are being taken in; send this one again in a moment.");
    }
  }

  private void leave(UUID workspace) {
    places.release();
    shares.giveBack(workspace);
  }
}
