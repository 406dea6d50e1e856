package dev.assay.link.egress;

import java.util.Optional;

/**
 * Where a URL leads, its form accepted.
 *
 * @param tls whether it is https
 * @param host the name or address without brackets, as it stands in the URL, in lower case
 * @param port the URL's own, else that of the scheme
 * @param literal the address when the host is one; empty when it is a name to be looked up
 */
public record EgressTarget(boolean tls, String host, int port, Optional<Ip> literal) {
  /** The host as it stands in a URL: IPv6 in brackets. */
  public String hostInUrl() {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }
}
