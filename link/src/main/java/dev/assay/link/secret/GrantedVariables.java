package dev.assay.link.secret;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which variables of the workers' environment providers may be given as credentials, and where
 * their values may be sent. Whoever may write providers names the variable and the address, and
 * could have the operator's key sent to an address of his own: so the operator says what goes
 * where.
 *
 * <p>Where he says nothing, the variables that vendors name in their documentation go to these
 * vendors. What he says of a name goes before that.
 */
public final class GrantedVariables {
  /** The property in which the operator says it. */
  public static final String PROPERTY = "assay.credential-env";

  /** The variable of the environment for it. */
  public static final String VARIABLE = "ASSAY_CREDENTIAL_ENV";

  private static final String NONE = "none";

  private final Map<String, Grant> grants;

  /** Where a variable may be sent, and by whose providers; no workspaces are all. */
  private record Grant(List<Place> places, List<String> workspaces) {}

  private GrantedVariables(Map<String, Grant> grants) {
    this.grants = grants;
  }

  /**
   * What the operator says: {@code NAME=place|place@workspace|workspace}, separated by commas or
   * spaces. A place is a host, also with {@code *} for a label or at the start for any of them,
   * with a port, and with {@code http://} where it is not called by https; {@code *} alone is
   * everywhere. {@code NAME=} is nowhere, and {@code none} leaves out what is granted by itself.
   *
   * @param setting null or blank for nothing
   * @throws SecretException when it cannot be read
   */
  public static GrantedVariables of(String setting) {
    List<String> entries = new ArrayList<>();
    for (String entry : (setting == null ? "" : setting).split("[,;\\s]+")) {
      if (!entry.isEmpty()) {
        entries.add(entry);
      }
    }
    Map<String, Grant> grants = new LinkedHashMap<>();
    if (!entries.remove(NONE)) {
      VendorVariables.PLACES.forEach(
          (name, places) -> grants.put(name, new Grant(places(places), List.of())));
    }
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      if (equals <= 0) {
        throw unreadable(entry);
      }
      String[] parts = entry.substring(equals + 1).split("@", -1);
      if (parts.length > 2) {
        throw unreadable(entry);
      }
      grants.put(
          entry.substring(0, equals),
          new Grant(places(parts[0]), parts.length == 2 ? split(parts[1]) : List.of()));
    }
    return new GrantedVariables(Map.copyOf(grants));
  }

  /**
   * Why a variable may not be used; empty when it may.
   *
   * @param name of the variable
   * @param workspace whose provider it is
   * @param address that it would be sent to; null for nowhere
   * @return a sentence that says how to allow it
   */
  public Optional<String> refusal(String name, String workspace, String address) {
    if (address == null) {
      return Optional.empty();
    }
    Grant grant = grants.get(name);
    Optional<URI> place = uri(address);
    boolean granted =
        grant != null
            && (grant.workspaces().isEmpty() || grant.workspaces().contains(workspace))
            && grant.places().stream()
                .anyMatch(p -> p.anywhere() || place.isPresent() && p.covers(place.get()));
    if (granted) {
      return Optional.empty();
    }
    String host = place.map(URI::getHost).orElse("this address");
    return Optional.of(
        "The operator does not let the environment variable "
            + name
            + " be sent to "
            + host
            + ". Give the secret as the credential's value, or let the operator set "
            + VARIABLE
            + " to hold "
            + name
            + "="
            + place.map(URI::getHost).orElse("HOST")
            + " for run-service and the workers.");
  }

  private static Optional<URI> uri(String address) {
    try {
      URI uri = new URI(address);
      return uri.getHost() == null || uri.getScheme() == null ? Optional.empty() : Optional.of(uri);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static List<Place> places(String text) {
    return split(text).stream().map(Place::of).toList();
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split("\\|")) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return List.copyOf(parts);
  }

  private static SecretException unreadable(String entry) {
    return new SecretException(
        VARIABLE + " cannot be read at " + entry.split("[=@|]", 2)[0] + ": write NAME=host");
  }

  /**
   * A host, or a pattern of hosts.
   *
   * @param anywhere every address
   * @param plain also by http
   * @param labels of the host; {@code *} is any one, at the start any number of them
   * @param port -1 for any
   */
  private record Place(boolean anywhere, boolean plain, List<String> labels, int port) {
    static Place of(String text) {
      if (text.equals("*")) {
        return new Place(true, true, List.of(), -1);
      }
      boolean plain = text.startsWith("http://");
      String host = text.replaceFirst("^https?://", "").toLowerCase(Locale.ROOT);
      int port = -1;
      int colon = host.lastIndexOf(':');
      if (colon > host.indexOf(']')) {
        try {
          port = Integer.parseInt(host.substring(colon + 1));
        } catch (NumberFormatException e) {
          throw unreadable(text);
        }
        host = host.substring(0, colon);
      }
      if (!host.matches("[a-z0-9*.\\-_\\[\\]:]+")) {
        throw unreadable(text);
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
        if (!label.equals("*") && !label.equals(host.get(i + more))) {
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
      return host.equals("localhost")
          || host.equals("[::1]")
          || host.matches("127(\\.\\d{1,3}){3}");
    }
  }
}
