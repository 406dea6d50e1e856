package dev.assay.run.platform.http;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Tells an operator when anybody is believed about where he comes from: what a proxy says of the
 * client is worth something only when it is known who the proxy is.
 */
@ApplicationScoped
class ForwardedBy {
  private static final Logger LOG = Logger.getLogger(ForwardedBy.class);

  private final boolean believes;
  private final Optional<List<String>> trusted;

  ForwardedBy(
      @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
          boolean believes,
      @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> trusted) {
    this.believes = believes;
    this.trusted = trusted;
  }

  void start(@Observes StartupEvent event) {
    if (believesAnybody()) {
      LOG.warn(
          "quarkus.http.proxy.proxy-address-forwarding is on and trusted-proxies names nobody:"
              + " every client is believed about its address and scheme, also in the log of"
              + " changes. Name your proxies in QUARKUS_HTTP_PROXY_TRUSTED_PROXIES.");
    }
  }

  boolean believesAnybody() {
    return believes && trusted.map(List::isEmpty).orElse(true);
  }
}
