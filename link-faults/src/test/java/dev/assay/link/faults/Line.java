package dev.assay.link.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to the broker that can go dead: it stays open, and nothing comes through any more. */
final class Line implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final List<Pair> pairs = new CopyOnWriteArrayList<>();
  private volatile boolean dead;

  private static final class Pair {
    private final Socket client;
    private final Socket broker;
    private volatile boolean dead;

    private Pair(Socket client, Socket broker, boolean dead) {
      this.client = client;
      this.broker = broker;
      this.dead = dead;
    }
  }

  Line(int target) {
    this.target = target;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::acceptAll);
  }

  int port() {
    return door.getLocalPort();
  }

  /** What is connected hears nothing ever again; who connects now is accepted and hears nothing. */
  void goDead() {
    dead = true;
    pairs.forEach(pair -> pair.dead = true);
  }

  /** Who connects from now on gets through; what was dead stays so. */
  void comeBack() {
    dead = false;
  }

  private void acceptAll() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Pair pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), target), dead);
        pairs.add(pair);
        daemon(() -> pump(pair, pair.client, pair.broker));
        daemon(() -> pump(pair, pair.broker, pair.client));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void pump(Pair pair, Socket from, Socket to) {
    byte[] bytes = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        if (!pair.dead) {
          out.write(bytes, 0, n);
        }
      }
      if (!pair.dead) {
        end(pair);
      }
    } catch (IOException e) {
      end(pair);
    }
  }

  private static void end(Pair pair) {
    try {
      pair.client.close();
      pair.broker.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "line");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pairs.forEach(Line::end);
  }
}
