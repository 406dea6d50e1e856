package dev.assay.link.egress;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads scheme, host and port of a URL and refuses forms that are read in more than one way. */
final class UrlForm {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final int LONGEST_NAME = 253;
  private static final Set<String> METADATA_NAMES =
      Set.of("metadata", "metadata.google.internal", "metadata.goog", "instance-data");

  private UrlForm() {}

  static EgressTarget read(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused("scheme", "Only http and https addresses are called.");
    }
    String authority = uri.getRawAuthority();
    if (authority == null) {
      throw refused("no host", "The address has no host.");
    }
    if (authority.indexOf('@') >= 0) {
      throw refused(
          "user info",
          "The address holds user info before the host "
              + authority.substring(authority.lastIndexOf('@') + 1)
              + "; give a secret as the credential.");
    }
    int colon = authority.lastIndexOf(':');
    boolean ported = colon > authority.lastIndexOf(']');
    String host = (ported ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    int port = ported ? port(authority.substring(colon + 1), tls) : standard(tls);
    return host.startsWith("[") ? literal(host, tls, port) : plain(host, tls, port);
  }

  private static int standard(boolean tls) {
    return tls ? 443 : 80;
  }

  private static int port(String text, boolean tls) {
    if (text.isEmpty()) {
      return standard(tls);
    }
    int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) {
      throw refused("port", "The address has no usable port: " + text + ".");
    }
    return port;
  }

  private static EgressTarget literal(String bracketed, boolean tls, int port) {
    String host = bracketed.substring(1, Math.max(1, bracketed.length() - 1));
    if (host.indexOf('%') >= 0) {
      throw refused(
          "zone id", "The host " + host + " names a zone, which means something on one machine.");
    }
    try {
      return new EgressTarget(tls, host, port, Optional.of(IpText.parse(host)));
    } catch (IllegalArgumentException e) {
      throw refused("bad host", "The host " + host + " is not an IPv6 address.");
    }
  }

  private static EgressTarget plain(String host, boolean tls, int port) {
    if (IpText.numeric(host)) {
      return new EgressTarget(tls, host, port, Optional.of(quad(host)));
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (METADATA_NAMES.contains(name)) {
      throw refused(
          "cloud metadata", "The host " + host + " is one of cloud metadata, never called.");
    }
    boolean good = !name.isEmpty() && name.length() <= LONGEST_NAME;
    for (String label : name.split("\\.", -1)) {
      good &= NAME.matcher(label).matches();
    }
    if (!good) {
      throw refused("bad host", "The host " + host + " is neither a name nor an address.");
    }
    return new EgressTarget(tls, host, port, Optional.empty());
  }

  /** Four decimal numbers; other spellings are refused even where the address would be admitted. */
  private static Ip quad(String host) {
    try {
      return IpText.parse(host);
    } catch (IllegalArgumentException e) {
      String meant =
          IpText.unusual(host)
              .map(ip -> " Some programs read it as " + ip + "; if that is meant, write it so.")
              .orElse("");
      throw refused(
          "unusual form",
          "The host " + host + " is a number and not an IPv4 address in its usual form." + meant);
    }
  }

  private static EgressRefusedException refused(String rule, String message) {
    return new EgressRefusedException(rule, message);
  }
}
