package dev.assay.link.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An address as the bits it has, unlike {@link InetAddress}, which makes IPv4 of v4-mapped IPv6.
 *
 * @param v6 true for 128 bits, false for 32
 * @param high the upper 64 bits of IPv6, 0 for IPv4
 * @param low the lower 64 bits, for IPv4 its 32
 */
public record Ip(boolean v6, long high, long low) {
  private static final long V4_BITS = 0xFFFFFFFFL;
  private static final long MAPPED = 0xFFFF_0000_0000L;
  private static final long TRANSLATED = 0xFFFF_0000_0000_0000L;
  private static final long NAT64 = 0x0064_FF9B_0000_0000L;

  static Ip v4(long bits) {
    return new Ip(false, 0, bits & V4_BITS);
  }

  /** The bits of an address. */
  public static Ip of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == Integer.BYTES
        ? v4(bytes.getInt())
        : new Ip(true, bytes.getLong(), bytes.getLong());
  }

  /** For opening a connection; v4-mapped becomes IPv4, as everywhere in Java. */
  public InetAddress address() {
    ByteBuffer bytes = ByteBuffer.allocate(v6 ? 2 * Long.BYTES : Integer.BYTES);
    if (v6) {
      bytes.putLong(high).putLong(low);
    } else {
      bytes.putInt((int) low);
    }
    try {
      return InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }

  /** NAT64 by the well-known prefix 64:ff9b::/96, RFC 6052. */
  boolean nat64() {
    return v6 && high == NAT64 && low >>> 32 == 0;
  }

  /**
   * The IPv4 address that travels in this IPv6 one: mapped, compatible, translated, NAT64, 6to4.
   */
  Optional<Ip> embedded() {
    if (!v6) {
      return Optional.empty();
    }
    boolean behindZeros =
        high == 0
            && (low >>> 32 == 0 || (low & ~V4_BITS) == MAPPED || low >>> 32 << 32 == TRANSLATED);
    if (behindZeros || nat64()) {
      return Optional.of(v4(low));
    }
    return high >>> 48 == 0x2002 ? Optional.of(v4(high >>> 16)) : Optional.empty();
  }

  /** As it is usually written. */
  @Override
  public String toString() {
    if (v6) {
      String groups = groups(high) + ":" + groups(low);
      // The first run of zero groups is enough to be readable.
      return groups.replaceFirst("(^|:)0(:0)+(:|$)", "::");
    }
    return (low >> 24) + "." + (low >> 16 & 255) + "." + (low >> 8 & 255) + "." + (low & 255);
  }

  private static String groups(long bits) {
    return String.format(
        "%x:%x:%x:%x", bits >>> 48, bits >>> 32 & 0xFFFF, bits >>> 16 & 0xFFFF, bits & 0xFFFF);
  }
}
