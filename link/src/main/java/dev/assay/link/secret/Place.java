package dev.assay.link.secret;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * A host, or a pattern of hosts.
 *
 * @param anywhere every address
 * @param plain also by http
 * @param labels of the host; {@code *} is any one, at the start one or more of them, and in front
 *     of a part of one, in places of our own, whatever it begins with
 * @param port -1 for any
 */
record Place(boolean anywhere, boolean plain, List<String> labels, int port) {
  /**
   * A place that an operator names. Parts of labels he cannot leave open: whoever reads {@code
   * *example.com} does not see that evilexample.com is among them.
   *
   * @param at where it stands, the beginning of the sentence
   * @throws SecretException when it cannot be read
   */
  static Place of(String text, String at) {
    Place place = builtIn(text, at);
    if (place.labels.stream().anyMatch(label -> label.contains("*") && !label.equals("*"))) {
      throw new SecretException(at + ": * stands for whole labels of a host, as in *.example.com");
    }
    return place;
  }

  /** The same of one that we name, which may also leave the beginning of a label open. */
  static Place builtIn(String text, String at) {
    if (text.equals("*")) {
      return new Place(true, true, List.of(), -1);
    }
    String low = text.toLowerCase(Locale.ROOT);
    boolean plain = low.startsWith("http://");
    String host = low.replaceFirst("^https?://", "");
    int port = -1;
    int colon = host.lastIndexOf(':');
    if (colon > host.indexOf(']')) {
      try {
        port = Integer.parseInt(host.substring(colon + 1));
      } catch (NumberFormatException e) {
        throw Grant.unreadable(at);
      }
      host = host.substring(0, colon);
    }
    if (!host.matches("[a-z0-9*.\\-_\\[\\]:]+")) {
      throw Grant.unreadable(at);
    }
    return new Place(false, plain, labels(host), port);
  }

  boolean covers(URI uri) {
    boolean tls = uri.getScheme().equalsIgnoreCase("https");
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int used = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    return (tls || plain || loopback(host)) && (port < 0 || port == used) && covers(labels(host));
  }

  private boolean covers(List<String> host) {
    boolean suffix = !labels.isEmpty() && labels.get(0).equals("*");
    int more = host.size() - labels.size();
    if (suffix ? more < 0 : more != 0) {
      return false;
    }
    for (int i = suffix ? 1 : 0; i < labels.size(); i++) {
      String label = labels.get(i);
      boolean any = label.startsWith("*");
      String given = host.get(i + more);
      if (any ? !given.endsWith(label.substring(1)) : !label.equals(given)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> labels(String host) {
    // An address in brackets is one label, whatever stands in it.
    return host.startsWith("[") ? List.of(host) : List.of(host.split("\\.", -1));
  }

  private static boolean loopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
