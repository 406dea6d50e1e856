package dev.assay.run.testing;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wire to PostgreSQL that takes the service's own conditions out of the statements of requests:
 * {@code workspace_id = $1} becomes a condition that holds for every row, as long as the statement
 * works as a request. What the service asks as itself is left as it is: nothing else guards that.
 */
public final class StrippingWire implements AutoCloseable {
  /** Property: how many statements had conditions. */
  public static final String STATEMENTS = "assay.test.walls.statements";

  /** Property: a statement with a condition of a form that is not known here. */
  public static final String UNKNOWN = "assay.test.walls.unknown";

  /** Property: there as long as conditions are taken out. */
  private static final String ON = "assay.test.walls.stripping";

  private static final int PROTOCOL_3 = 196_608;
  private static final String REQUESTS = "role\0assay_request\0";

  /** A condition on the workspace of whoever asks, with the parameter that has it. */
  private static final Pattern CONDITION =
      Pattern.compile(
          "((?:\\b(?:where|and|or|on)\\s+)|\\(\\s*)((?:\\w+\\.)?workspace_id\\s*=\\s*\\$\\d+)",
          Pattern.CASE_INSENSITIVE);

  /**
   * One of a form that would not be taken out; where columns are set there is a comma before it.
   */
  private static final Pattern LEFT =
      Pattern.compile(
          "(?<!set )(?<![\\w.,])(?:\\w+\\.)?workspace_id\\s*(?:=\\s*(?:any|'|\\(|\\$)|in\\s*\\(|<>|!=)",
          Pattern.CASE_INSENSITIVE);

  private final ServerSocket server;
  private final int database;
  private final Set<String> stripped = ConcurrentHashMap.newKeySet();

  private StrippingWire(ServerSocket server, int database) {
    this.server = server;
    this.database = database;
  }

  /** Listens on loopback, and passes on to PostgreSQL at this port of it. */
  public static StrippingWire to(int database) {
    try {
      StrippingWire wire =
          new StrippingWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), database);
      start("wire-accepts", wire::accept);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes conditions out while something is done; else every statement goes as it comes. Told to
   * all wires of this JVM, for the service and its test know different classes of this name.
   */
  public static void stripping(Runnable work) {
    System.setProperty(ON, "true");
    try {
      work.run();
    } finally {
      System.clearProperty(ON);
    }
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A piece of work that ends when one of its sockets does. */
  private interface Piping {
    void run() throws IOException;
  }

  private static void start(String name, Piping work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (SocketException | EOFException e) {
                // Whoever was at one of the ends has gone, which is how a connection ends.
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (!server.isClosed()) {
      Socket service = server.accept();
      Socket postgres = new Socket(InetAddress.getLoopbackAddress(), database);
      service.setTcpNoDelay(true);
      postgres.setTcpNoDelay(true);
      start("wire-asks", () -> between(service, postgres, this::asks));
      start("wire-answers", () -> between(service, postgres, StrippingWire::answers));
    }
  }

  /** One direction. */
  private interface Direction {
    void pipe(Socket service, Socket postgres) throws IOException;
  }

  private static void between(Socket service, Socket postgres, Direction way) throws IOException {
    try (service;
        postgres) {
      way.pipe(service, postgres);
    }
  }

  private static void answers(Socket service, Socket postgres) throws IOException {
    postgres.getInputStream().transferTo(service.getOutputStream());
  }

  private void asks(Socket service, Socket postgres) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(service.getInputStream()));
    DataOutputStream out = new DataOutputStream(postgres.getOutputStream());
    boolean requests = begin(in, out);
    while (true) {
      byte type = in.readByte();
      byte[] body = in.readNBytes(in.readInt() - 4);
      write(out, type, requests && (type == 'P' || type == 'Q') ? strip(body) : body);
    }
  }

  /** Passes the beginning on, which has no types; whether what follows is done for requests. */
  private static boolean begin(DataInputStream in, DataOutputStream out) throws IOException {
    while (true) {
      int length = in.readInt();
      int code = in.readInt();
      byte[] rest = in.readNBytes(length - 8);
      byte[] whole = new byte[length];
      ByteBuffer.wrap(whole).putInt(length).putInt(code).put(rest);
      out.write(whole);
      out.flush();
      if (code == PROTOCOL_3) {
        return new String(rest, StandardCharsets.UTF_8).contains(REQUESTS);
      }
    }
  }

  private static void write(DataOutputStream out, byte type, byte[] body) throws IOException {
    byte[] whole = new byte[body.length + 5];
    ByteBuffer.wrap(whole).put(type).putInt(body.length + 4).put(body);
    out.write(whole);
    out.flush();
  }

  private byte[] strip(byte[] body) {
    if (!Boolean.getBoolean(ON)) {
      return body;
    }
    String text = new String(body, StandardCharsets.ISO_8859_1);
    Matcher conditions = CONDITION.matcher(text);
    if (LEFT.matcher(conditions.replaceAll("$1true")).find()) {
      System.setProperty(UNKNOWN, text);
    }
    if (!conditions.reset().find()) {
      return body;
    }
    if (stripped.add(text)) {
      System.setProperty(STATEMENTS, Integer.toString(stripped.size()));
    }
    return conditions
        .replaceAll("$1($2 or current_user = 'assay_request')")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
