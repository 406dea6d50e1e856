package dev.assay.link.egress;

/**
 * A block of addresses.
 *
 * @param base any address of it
 * @param prefix how many leading bits all of them share
 */
public record Cidr(Ip base, int prefix) {

  /**
   * Reads {@code 10.0.0.0/8} or {@code fd00::/8}; without a slash it is one address.
   *
   * @throws IllegalArgumentException when it is neither, with a sentence
   */
  public static Cidr parse(String text) {
    String[] parts = text.strip().split("/", -1);
    try {
      Ip base = IpText.parse(parts[0]);
      int bits = base.v6() ? 128 : 32;
      int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
      if (parts.length <= 2 && prefix >= 0 && prefix <= bits) {
        return new Cidr(base, prefix);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(sentence(text), e);
    }
    throw new IllegalArgumentException(sentence(text));
  }

  /** Whether the address is in this block; never for the other family. */
  public boolean contains(Ip ip) {
    if (ip.v6() != base.v6()) {
      return false;
    }
    if (!base.v6()) {
      return prefix == 0 || (ip.low() ^ base.low()) >>> 32 - prefix == 0;
    }
    if (prefix <= 64) {
      return prefix == 0 || (ip.high() ^ base.high()) >>> 64 - prefix == 0;
    }
    return ip.high() == base.high()
        && (prefix == 64 || (ip.low() ^ base.low()) >>> 128 - prefix == 0);
  }

  @Override
  public String toString() {
    return base + "/" + prefix;
  }

  private static String sentence(String text) {
    return "'" + text.strip() + "' is not a block of addresses such as 10.0.0.0/8 or fd00::/8.";
  }
}
