package dev.assay.system.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network between a browser and run-service, which can be cut and mended. */
final class Line implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean cut;

  /**
   * @param url of run-service
   */
  Line(String url) {
    target = URI.create(url).getPort();
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** The address under which run-service is reached over this line. */
  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** Ends what is connected; who connects from now on is turned away. */
  void cut() {
    cut = true;
    open.forEach(Line::end);
    open.clear();
  }

  /** Lets through who connects from now on. */
  void mend() {
    cut = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket browser = door.accept();
        if (cut) {
          end(browser);
        } else {
          connect(browser);
        }
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void connect(Socket browser) {
    try {
      Socket service = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(browser);
      open.add(service);
      daemon(() -> pump(browser, service));
      daemon(() -> pump(service, browser));
    } catch (IOException away) {
      // The service is down: as over a real line, the browser is turned away.
      end(browser);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] bytes = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        out.write(bytes, 0, n);
      }
    } catch (IOException ended) {
      // One side is gone; so is the other after this.
      open.remove(from);
    } finally {
      end(from);
      end(to);
      open.removeAll(List.of(from, to));
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
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
    cut();
  }
}
