package dev.assay.link.egress;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses as text, strictly; and finds out what an unusual spelling of IPv4 means. */
final class IpText {
  private static final String OCTET = "(0|[1-9][0-9]{0,2})";
  private static final Pattern QUAD =
      Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
  private static final int GROUPS = 8;

  private IpText() {}

  /**
   * Four decimal numbers, or IPv6 without brackets and zone.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  static Ip parse(String text) {
    return text.indexOf(':') >= 0 ? v6(text) : quad(text);
  }

  private static Ip quad(String text) {
    Matcher quad = QUAD.matcher(text);
    if (!quad.matches()) {
      throw new IllegalArgumentException("not an IPv4 address");
    }
    long bits = 0;
    for (int i = 1; i <= 4; i++) {
      int octet = Integer.parseInt(quad.group(i));
      if (octet > 255) {
        throw new IllegalArgumentException("not an IPv4 address");
      }
      bits = bits << 8 | octet;
    }
    return Ip.v4(bits);
  }

  private static Ip v6(String text) {
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::")) {
      throw new IllegalArgumentException("two gaps");
    }
    int[] groups = new int[GROUPS];
    if (gap < 0) {
      if (fill(groups, 0, text, true) != GROUPS) {
        throw new IllegalArgumentException("not eight groups");
      }
    } else {
      int before = fill(groups, 0, text.substring(0, gap), false);
      int[] tail = new int[GROUPS];
      int after = fill(tail, 0, text.substring(gap + 2), true);
      if (before + after >= GROUPS) {
        throw new IllegalArgumentException("a gap of nothing");
      }
      System.arraycopy(tail, 0, groups, GROUPS - after, after);
    }
    return new Ip(true, half(groups, 0), half(groups, 4));
  }

  /** Fills in the groups of a text and returns how many there are after it. */
  private static int fill(int[] groups, int from, String text, boolean quadAtEnd) {
    if (text.isEmpty()) {
      return from;
    }
    int at = from;
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean quad = quadAtEnd && i == parts.length - 1 && parts[i].indexOf('.') >= 0;
      if (at + (quad ? 2 : 1) > GROUPS || !quad && !GROUP.matcher(parts[i]).matches()) {
        throw new IllegalArgumentException("not an IPv6 address");
      }
      if (quad) {
        long bits = quad(parts[i]).low();
        groups[at++] = (int) (bits >>> 16);
        groups[at++] = (int) (bits & 0xFFFF);
      } else {
        groups[at++] = Integer.parseInt(parts[i], 16);
      }
    }
    return at;
  }

  private static long half(int[] groups, int from) {
    long bits = 0;
    for (int i = from; i < from + 4; i++) {
      bits = bits << 16 | groups[i];
    }
    return bits;
  }

  /** Whether resolvers may take a host for a number: its last label is one. */
  static boolean numeric(String host) {
    String trimmed = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return NUMBER.matcher(trimmed.substring(trimmed.lastIndexOf('.') + 1)).matches();
  }

  /**
   * What old resolvers make of one to four numbers in decimal, octal or hexadecimal, the last of
   * which fills the bytes that are left; empty when they make nothing of it.
   */
  static Optional<Ip> unusual(String host) {
    String trimmed = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String[] parts = trimmed.split("\\.", -1);
    if (parts.length > 4) {
      return Optional.empty();
    }
    long bits = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      int width = last ? 8 * (5 - parts.length) : 8;
      long number = number(parts[i]);
      if (number < 0 || number >= 1L << width) {
        return Optional.empty();
      }
      bits = bits << width | number;
    }
    return Optional.of(Ip.v4(bits));
  }

  /** Below zero when it is none, or too large for any address. */
  private static long number(String text) {
    if (!NUMBER.matcher(text).matches() || text.length() > 20) {
      return -1;
    }
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    boolean octal = !hex && text.length() > 1 && text.startsWith("0");
    String digits = hex ? text.substring(2) : text;
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, hex ? 16 : octal ? 8 : 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
