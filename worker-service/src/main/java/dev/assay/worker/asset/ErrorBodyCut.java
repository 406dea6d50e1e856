package dev.assay.worker.asset;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.jboss.resteasy.reactive.client.impl.VertxRequestCustomizingClientBuilder;

/**
 * Hangs up on an answer that is no asset. The client streams the body of a success only; that of
 * anything else it would read whole, however long it is. Status and headers are still told.
 */
public final class ErrorBodyCut implements RestClientListener {
  @Override
  public void onNewClient(Class<?> api, RestClientBuilder builder) {
    if (api == RunServiceAssets.class
        && builder instanceof VertxRequestCustomizingClientBuilder<?> requests) {
      requests.httpClientRequestCustomizer(
          request -> request.response().onSuccess(response -> look(request, response)));
    }
  }

  private static void look(HttpClientRequest request, HttpClientResponse response) {
    int status = response.statusCode();
    if (status < 200 || status > 299) {
      Response answer =
          Response.status(status).header("location", response.getHeader("location")).build();
      // Not at once: the client listens to the body only after this.
      Vertx.currentContext()
          .runOnContext(v -> request.reset(0, new WebApplicationException(answer)));
    }
  }
}
