package dev.assay.cli.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers whether a process is ready. Called often until it says yes; must return soon. */
@FunctionalInterface
public interface Probe {
  /** How long one question may take. */
  int TIMEOUT_MILLIS = 2_000;

  /**
   * @param pid of the process that is asked about
   */
  boolean isReady(long pid);

  /** Ready when a loopback port accepts connections. */
  static Probe port(int port) {
    return pid -> {
      try (Socket ignored = connect(port)) {
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /**
   * Ready when a GET is answered with 200.
   *
   * <p>Speaks HTTP by hand: the supervisor asks for seconds only and should stay small.
   */
  static Probe http(int port, String path) {
    byte[] request =
        ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    return pid -> {
      try (Socket socket = connect(port)) {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.getOutputStream().write(request);
        byte[] head = socket.getInputStream().readNBytes(12);
        return new String(head, StandardCharsets.US_ASCII).matches("HTTP/1\\.[01] 200");
      } catch (IOException e) {
        return false;
      }
    };
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
