package dev.assay.link.secret;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  private final Map<String, List<Grant>> grants;

  private GrantedVariables(Map<String, List<Grant>> grants) {
    this.grants = grants;
  }

  /**
   * What the operator says: {@code NAME=place|place@workspace|workspace}, separated by commas or
   * spaces. A place is a host, also with {@code *} for a whole label or at the start for any of
   * them, with a port, and with {@code http://} where it is not called by https; {@code *} alone is
   * everywhere. A name that stands there several times may go wherever one of its entries says, for
   * other places may be other workspaces'. {@code NAME=} alone is nowhere, and {@code none} leaves
   * out what is granted by itself.
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
    Map<String, List<Grant>> grants = new LinkedHashMap<>();
    if (!entries.remove(NONE)) {
      VendorVariables.PLACES.forEach(
          (name, places) -> grants.put(name, List.of(Grant.of(places, VARIABLE))));
    }
    Map<String, List<Grant>> said = new LinkedHashMap<>();
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      String at = Grant.at(VARIABLE, entry);
      if (equals <= 0) {
        throw Grant.unreadable(at);
      }
      said.computeIfAbsent(entry.substring(0, equals), name -> new ArrayList<>())
          .add(Grant.of(entry.substring(equals + 1), at));
    }
    said.forEach(GrantedVariables::refuseContradiction);
    grants.putAll(said);
    return new GrantedVariables(Map.copyOf(grants));
  }

  /** Nowhere and somewhere: whichever was meant, a secret is no matter to guess about. */
  private static void refuseContradiction(String name, List<Grant> said) {
    if (said.size() > 1 && said.stream().anyMatch(grant -> grant.places().isEmpty())) {
      throw new SecretException(
          Grant.at(VARIABLE, name)
              + ": it stands there more than once, and once for nowhere. Leave out "
              + name
              + "= or the others.");
    }
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
    Optional<URI> place = Grant.uri(address);
    boolean granted =
        grants.getOrDefault(name, List.of()).stream()
            .anyMatch(grant -> grant.lets(workspace, place));
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
}
