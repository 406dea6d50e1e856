package dev.assay.link.secret;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where something that belongs to the operator may be sent, and by whose providers.
 *
 * @param places none for nowhere
 * @param workspaces none for all of them
 */
record Grant(List<Place> places, List<String> workspaces) {

  /**
   * Reads {@code place|place@workspace|workspace}.
   *
   * @param variable that holds it, for the sentence
   * @throws SecretException when it cannot be read
   */
  static Grant of(String text, String variable) {
    String[] parts = text.split("@", -1);
    if (parts.length > 2) {
      throw unreadable(text, variable);
    }
    List<Place> places = split(parts[0]).stream().map(p -> Place.of(p, variable)).toList();
    return new Grant(places, parts.length == 2 ? split(parts[1]) : List.of());
  }

  /** Whether a provider of a workspace may have it sent to an address; empty for one of no host. */
  boolean lets(String workspace, Optional<URI> address) {
    return (workspaces.isEmpty() || workspaces.contains(workspace))
        && places.stream()
            .anyMatch(p -> p.anywhere() || address.isPresent() && p.covers(address.get()));
  }

  /** An address with a scheme and a host; empty when it has none. */
  static Optional<URI> uri(String address) {
    try {
      URI uri = new URI(address);
      return uri.getHost() == null || uri.getScheme() == null ? Optional.empty() : Optional.of(uri);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
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

  static SecretException unreadable(String entry, String variable) {
    return new SecretException(
        variable + " cannot be read at " + entry.split("[=@|]", 2)[0] + ": write NAME=host");
  }
}
