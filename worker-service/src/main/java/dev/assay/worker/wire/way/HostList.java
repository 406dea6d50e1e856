package dev.assay.worker.wire.way;

import dev.assay.link.egress.Cidr;
import dev.assay.link.egress.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hosts by name, by what names end with, and by blocks of addresses.
 *
 * @param all every host
 * @param names exact, in lower case
 * @param suffixes with the dot in front
 * @param blocks of addresses
 */
record HostList(boolean all, List<String> names, List<String> suffixes, List<Cidr> blocks) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");
  private static final Pattern ADDRESS = Pattern.compile("[0-9./]+|[0-9a-f:./]*:[0-9a-f:./]*");

  /**
   * Reads {@code host}, {@code .suffix} or {@code *.suffix}, blocks and {@code *}, separated by
   * commas or blanks.
   *
   * @param variable that holds it, for sentences
   * @param text null or blank for none
   * @throws IllegalArgumentException when an entry cannot be read, with a sentence
   */
  static HostList parse(String variable, String text) {
    boolean all = false;
    List<String> names = new ArrayList<>();
    List<String> suffixes = new ArrayList<>();
    List<Cidr> blocks = new ArrayList<>();
    for (String entry : (text == null ? "" : text).toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      String suffix = entry.startsWith("*.") ? entry.substring(1) : entry;
      if (entry.isEmpty()) {
        continue;
      }
      if (entry.equals("*")) {
        all = true;
      } else if (ADDRESS.matcher(entry).matches()) {
        blocks.add(block(variable, entry));
      } else if (suffix.startsWith(".") && NAME.matcher(suffix.substring(1)).matches()) {
        suffixes.add(suffix);
      } else if (NAME.matcher(entry).matches()) {
        names.add(entry);
      } else {
        throw new IllegalArgumentException(
            variable
                + ": '"
                + entry
                + "' is neither a host, nor .suffix, nor a block of addresses; ports have no place"
                + " here.");
      }
    }
    return new HostList(all, List.copyOf(names), List.copyOf(suffixes), List.copyOf(blocks));
  }

  /** Whether a host is one of them by its name. */
  boolean hasName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return all || names.contains(name) || suffixes.stream().anyMatch(name::endsWith);
  }

  /** Whether an address is in one of the blocks. */
  boolean hasAddress(Ip ip) {
    return all || blocks.stream().anyMatch(block -> block.contains(ip));
  }

  private static Cidr block(String variable, String entry) {
    try {
      return Cidr.parse(entry);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(variable + ": " + e.getMessage(), e);
    }
  }
}
