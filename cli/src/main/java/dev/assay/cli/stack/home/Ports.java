package dev.assay.cli.stack.home;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.cli.terminal.FileTrouble;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/**
 * Chooses loopback ports and keeps them from one start to the next while they are free.
 *
 * <p>Chosen ports lie below the range from which systems take the local ports of outgoing
 * connections: a client that retries towards a port inside that range may connect to itself, and
 * then the server cannot bind it any more.
 */
public final class Ports {
  /** The well-known port, which every stack on a machine would like to have. */
  public static final int WELL_KNOWN = 7_400;

  private static final int LOWEST = 17_400;
  private static final int HIGHEST = 31_999;
  private static final int TRIES = 200;

  private final Layout layout;
  private final IntPredicate free;
  private final Map<String, Integer> chosen = new LinkedHashMap<>();
  private ServerSocket claim;

  /**
   * @param layout of the stack
   */
  public Ports(Layout layout) {
    this(layout, Ports::isFree);
  }

  Ports(Layout layout, IntPredicate free) {
    this.layout = layout;
    this.free = port -> free.test(port) && (port != WELL_KNOWN || claimWellKnown());
    chosen.putAll(kept());
  }

  /**
   * The port of a process: that of last time, the preferred one, or any that is free.
   *
   * @param process name
   * @param preferred 0 for none
   */
  public int choose(String process, int preferred) {
    Integer last = chosen.get(process);
    int port =
        last != null && free.test(last)
            ? last
            : preferred > 0 && free.test(preferred) && !chosen.containsValue(preferred)
                ? preferred
                : any();
    chosen.put(process, port);
    return port;
  }

  /** Writes what was chosen for the next start. */
  public void keep() {
    try {
      Json.mapper().writeValue(layout.ports().toFile(), chosen);
    } catch (IOException e) {
      throw new StackException(
          "Cannot write " + layout.ports() + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  /** True when a server could listen on this loopback port now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Seconds pass between the choice and the moment when run-service listens. Two stacks that start
   * together would both take the port, and one would then take the other's service for its own. So
   * the neighbouring port is held for as long as this process lives: a lock across homes and users
   * that a dead process cannot leave behind.
   */
  private boolean claimWellKnown() {
    if (claim != null) {
      return true;
    }
    try {
      claim = new ServerSocket(WELL_KNOWN - 1, 1, InetAddress.getLoopbackAddress());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private int any() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      if (!chosen.containsValue(port) && free.test(port)) {
        return port;
      }
    }
    throw new StackException(
        "No free port on 127.0.0.1 between " + LOWEST + " and " + HIGHEST + " was found.");
  }

  private Map<String, Integer> kept() {
    if (!Files.exists(layout.ports())) {
      return Map.of();
    }
    try {
      return Json.mapper().readValue(layout.ports().toFile(), new TypeReference<>() {});
    } catch (IOException e) {
      // Last time's choice is a convenience; an unreadable file only costs new ports.
      return Map.of();
    }
  }
}
