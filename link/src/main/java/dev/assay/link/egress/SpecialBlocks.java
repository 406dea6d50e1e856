package dev.assay.link.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Blocks that are not the public internet: the special-purpose registries of IANA for IPv4 and IPv6
 * (RFC 6890 and its updates), and addresses under which clouds hand out credentials.
 */
final class SpecialBlocks {
  /** A block and a few words for it. */
  record Block(Cidr cidr, String rule) {}

  private static final List<Block> METADATA =
      blocks(
          "cloud metadata",
          "169.254.169.254",
          "169.254.170.2",
          "169.254.170.23",
          "169.254.0.23",
          "169.254.42.42",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192",
          "fd00:ec2::254",
          "fd00:ec2::23",
          "fd20:ce::254",
          "fd00:42::42",
          "fe80::a9fe:a9fe");

  private static final List<Block> SPECIAL = new ArrayList<>();
  private static final Cidr GLOBAL_V6 = Cidr.parse("2000::/3");

  static {
    add("unspecified", "0.0.0.0/8", "::/128");
    add("loopback", "127.0.0.0/8", "::1/128");
    add("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
    add("carrier-grade NAT", "100.64.0.0/10");
    add("link-local", "169.254.0.0/16", "fe80::/10");
    add("broadcast", "255.255.255.255/32");
    add("multicast", "224.0.0.0/4", "ff00::/8");
    add("unique-local", "fc00::/7");
    add("site-local", "fec0::/10");
    add("documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24");
    add("documentation", "2001:db8::/32", "3fff::/20");
    add("benchmarking", "198.18.0.0/15", "2001:2::/48");
    add("reserved", "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4", "2001::/23", "5f00::/16");
    add("v4-mapped", "::ffff:0.0.0.0/96", "::ffff:0:0.0.0.0/96");
    add("IPv4-compatible", "::/96");
    add("NAT64 of a local network", "64:ff9b:1::/48");
    add("6to4", "2002::/16");
    add("discarded", "100::/64");
  }

  private SpecialBlocks() {}

  /** Never to be called, also not inside another form. */
  static Optional<Block> metadata(Ip ip) {
    return first(METADATA, ip).or(() -> ip.embedded().flatMap(v4 -> first(METADATA, v4)));
  }

  /** Not to be called unless an operator admits it; empty for the public internet. */
  static Optional<Block> special(Ip ip) {
    if (ip.nat64()) {
      // The only way to IPv4 from networks of IPv6 alone: as good as what is in it.
      return ip.embedded().flatMap(v4 -> first(SPECIAL, v4));
    }
    Optional<Block> found = first(SPECIAL, ip);
    return found.isPresent() || !ip.v6() || GLOBAL_V6.contains(ip)
        ? found
        : Optional.of(new Block(new Cidr(ip, 128), "not global"));
  }

  private static Optional<Block> first(List<Block> blocks, Ip ip) {
    for (Block block : blocks) {
      if (block.cidr().contains(ip)) {
        return Optional.of(block);
      }
    }
    return Optional.empty();
  }

  private static void add(String rule, String... cidrs) {
    SPECIAL.addAll(blocks(rule, cidrs));
  }

  private static List<Block> blocks(String rule, String... cidrs) {
    List<Block> blocks = new ArrayList<>();
    for (String cidr : cidrs) {
      blocks.add(new Block(Cidr.parse(cidr), rule));
    }
    return blocks;
  }
}
