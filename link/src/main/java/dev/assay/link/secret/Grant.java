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
   * @param at where it stands, the beginning of the sentence
   * @throws SecretException when it cannot be read
   */
  static Grant of(String text, String at) {
    String[] parts = text.split("@", -1);
    if (parts.length > 2) {
      throw unreadable(at);
    }
    List<Place> places = split(parts[0]).stream().map(p -> Place.of(p, at)).toList();
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

  /** The places that we name ourselves, {@code place|place}. */
  static List<Place> builtIn(String text) {
    return split(text).stream().map(p -> Place.builtIn(p, "a place of Assay's own")).toList();
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

  /** The beginning of a sentence: where an entry stands, without what it says. */
  static String at(String variable, String entry) {
    return variable + " cannot be read at " + entry.split("[=@|]", 2)[0];
  }

  static SecretException unreadable(String at) {
    return new SecretException(at + ": write NAME=host");
  }
}
