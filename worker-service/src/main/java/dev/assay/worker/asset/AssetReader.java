package dev.assay.worker.asset;

import dev.assay.link.egress.EgressRefusedException;
import dev.assay.worker.asset.AssetFaultException.Away;
import dev.assay.worker.wire.Redirect;
import dev.assay.worker.wire.VertxNames;
import dev.assay.worker.wire.WireFault;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Fetches assets from run-service. */
@ApplicationScoped
public class AssetReader implements AssetSource {
  private static final long ATTEMPT_MS = 30_000;
  private static final Duration LEAST = Duration.ofMillis(1);

  private final RunServiceAssets runService;
  private final Optional<OperatorAddress> address;
  private final Duration longest;

  /**
   * A reader.
   *
   * @param vertx whose resolver looks names up
   * @param url of run-service; without it nothing can be fetched
   * @param longest milliseconds after which all attempts together are over, and one that still runs
   *     is closed: the guard gives up waiting for an attempt, but does not cancel it
   */
  AssetReader(
      @RestClient RunServiceAssets runService,
      Vertx vertx,
      @ConfigProperty(name = "assay.run.url") Optional<URI> url,
      @ConfigProperty(name = "quarkus.rest-client.run-service.read-timeout") long longest) {
    this.runService = runService;
    this.address = url.map(uri -> new OperatorAddress(uri, new VertxNames(vertx)));
    this.longest = Duration.ofMillis(longest);
  }

  /** Several attempts only where run-service could not be reached or broke. */
  @Override
  public Uni<String> fetch(AssetLink link, long maxBytes) {
    return Uni.createFrom().deferred(() -> attempt(link, maxBytes, System.nanoTime()));
  }

  /** One attempt; the guard makes more of it, which all have what is left since they began. */
  @Timeout(ATTEMPT_MS)
  @Retry(maxRetries = 2, delay = 200, jitter = 100, maxDuration = ATTEMPT_MS, retryOn = Away.class)
  Uni<String> attempt(AssetLink link, long maxBytes, long begun) {
    return Uni.createFrom()
        .deferred(() -> address.orElseThrow().check())
        .chain(
            () ->
                runService
                    .content(link.sha256(), link.permission())
                    .collect()
                    .in(() -> new AssetBody(link, maxBytes), AssetBody::add))
        .ifNoItem()
        .after(left(begun))
        .fail()
        .map(AssetBody::dataUrl)
        .onFailure(e -> !(e instanceof AssetFaultException))
        .transform(AssetReader::fault);
  }

  private Duration left(long begun) {
    Duration left = longest.minusNanos(System.nanoTime() - begun);
    return left.compareTo(LEAST) > 0 ? left : LEAST;
  }

  private static AssetFaultException fault(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof WebApplicationException answer) {
        return answered(answer.getResponse());
      }
      if (e instanceof EgressRefusedException) {
        return new AssetFaultException(WireFault.Kind.EGRESS, unreachable(e));
      }
      if (e instanceof TimeoutException) {
        return new AssetFaultException(WireFault.Kind.BROKEN, "did not come in time");
      }
      if (e instanceof ConnectException || e instanceof UnknownHostException) {
        return new Away(WireFault.Kind.CONNECT, unreachable(e));
      }
    }
    return new Away(WireFault.Kind.BROKEN, unreachable(failure));
  }

  private static AssetFaultException answered(Response answer) {
    int status = answer.getStatus();
    if (status == 404) {
      return new AssetFaultException(
          WireFault.Kind.REQUEST, "is not there, or the permission to fetch it has expired");
    }
    if (status >= 300 && status < 400) {
      return new AssetFaultException(
          WireFault.Kind.REDIRECT,
          "could not be fetched from run-service, "
              + Redirect.sentence(status, answer.getHeaderString("location"), "assay.run.url"));
    }
    String words = "was answered with the status " + status;
    return status >= 500
        ? new Away(WireFault.Kind.BROKEN, words)
        : new AssetFaultException(WireFault.Kind.BROKEN, words);
  }

  private static String unreachable(Throwable e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return "could not be fetched from run-service, " + why;
  }
}
