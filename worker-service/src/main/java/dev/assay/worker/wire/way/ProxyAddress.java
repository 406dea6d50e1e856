package dev.assay.worker.wire.way;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The proxy of an operator.
 *
 * @param host name or address
 * @param port where it listens
 * @param user null for none
 * @param password null for none
 */
record ProxyAddress(String host, int port, String user, String password) {
  private static final int STANDARD_PORT = 3128;

  /**
   * Reads {@code http://[user:password@]host[:port]}; user and password percent-encoded.
   *
   * @throws IllegalArgumentException when it has another form; the sentence does not repeat it
   */
  static ProxyAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text.strip()).parseServerAuthority();
    } catch (URISyntaxException e) {
      // Its message holds the text, and so the password.
      throw bad();
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    if (!plain || uri.getHost() == null || !(path.isEmpty() || path.equals("/"))) {
      throw bad();
    }
    String host = uri.getHost().replaceAll("^\\[|\\]$", "");
    int port = uri.getPort() < 0 ? STANDARD_PORT : uri.getPort();
    String who = uri.getRawUserInfo();
    if (who == null) {
      return new ProxyAddress(host, port, null, null);
    }
    int colon = who.indexOf(':');
    if (colon < 0) {
      throw bad();
    }
    return new ProxyAddress(
        host, port, decode(who.substring(0, colon)), decode(who.substring(colon + 1)));
  }

  ProxyOptions options() {
    ProxyOptions options = new ProxyOptions().setType(ProxyType.HTTP).setHost(host).setPort(port);
    return user == null ? options : options.setUsername(user).setPassword(password);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException bad() {
    return new IllegalArgumentException(
        EgressWay.PROXY
            + " must be http://host:port or http://user:password@host:port, special characters"
            + " percent-encoded; the way to the proxy itself is plain http.");
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "ProxyAddress[" + host + ":" + port + "]";
  }
}
