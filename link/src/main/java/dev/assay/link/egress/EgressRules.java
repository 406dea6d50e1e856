package dev.assay.link.egress;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides where calls to addresses that users name may go. Immutable and without look-ups: a caller
 * resolves names itself, checks every address, and connects to a checked one and no other.
 */
public final class EgressRules {
  /** The environment variable with what an operator admits: blocks, comma-separated. */
  public static final String VARIABLE = "ASSAY_EGRESS_ALLOW";

  private final List<Cidr> admitted;
  private final boolean bound;

  private EgressRules(List<Cidr> admitted, boolean bound) {
    this.admitted = List.copyOf(admitted);
    this.bound = bound;
  }

  /**
   * For addresses that no user names: those that the operator's environment and a cloud's own
   * documents give for the identity of a process. Only their form is looked at.
   */
  public static EgressRules unbound() {
    return new EgressRules(List.of(), false);
  }

  /**
   * With what an operator admits beyond the public internet.
   *
   * @param allow blocks such as {@code 10.1.0.0/16,fd12::/16}, comma-separated; null or blank for
   *     none
   * @throws IllegalArgumentException when one cannot be read, with a sentence
   */
  public static EgressRules of(String allow) {
    List<Cidr> blocks = new ArrayList<>();
    if (allow != null) {
      Arrays.stream(allow.split(","))
          .filter(part -> !part.isBlank())
          .forEach(part -> blocks.add(read(part)));
    }
    return new EgressRules(blocks, true);
  }

  private static Cidr read(String part) {
    try {
      return Cidr.parse(part);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(VARIABLE + ": " + e.getMessage(), e);
    }
  }

  /**
   * Checks all of a URL that can be checked without a look-up: scheme, user info, form of the host,
   * and the address when the host is one.
   *
   * @throws EgressRefusedException when it may not be called
   */
  public EgressTarget check(URI uri) {
    EgressTarget target = UrlForm.read(uri);
    target.literal().ifPresent(ip -> judge(target, ip));
    return target;
  }

  /**
   * Checks what a name resolved to: all of it, so that no later choice can pick a bad one.
   *
   * @param addresses as resolved, at least one
   * @throws EgressRefusedException when one of them may not be called
   */
  public void check(EgressTarget target, List<InetAddress> addresses) {
    addresses.forEach(address -> judge(target, Ip.of(address)));
  }

  private void judge(EgressTarget target, Ip ip) {
    if (!bound) {
      return;
    }
    Optional<SpecialBlocks.Block> metadata = SpecialBlocks.metadata(ip);
    if (metadata.isPresent()) {
      throw new EgressRefusedException(
          metadata.get().rule(),
          "The host "
              + target.host()
              + " leads to an address of cloud metadata, which is never called.");
    }
    for (Cidr block : admitted) {
      if (block.contains(ip)) {
        return;
      }
    }
    Optional<SpecialBlocks.Block> special = SpecialBlocks.special(ip);
    if (special.isPresent()) {
      throw refused(target, special.get());
    }
  }

  /** Names the block and, of a name, not the address: internal DNS is nobody's business. */
  private static EgressRefusedException refused(EgressTarget target, SpecialBlocks.Block block) {
    boolean name = target.literal().isEmpty();
    return new EgressRefusedException(
        block.rule(),
        "The host "
            + target.host()
            + (name ? " resolves to an address that is " : " is ")
            + block.rule()
            + " ("
            + block.cidr()
            + "), where no calls go. An operator admits it with "
            + VARIABLE
            + " (blocks, comma-separated) in the environment of run-service and worker-service.");
  }
}
