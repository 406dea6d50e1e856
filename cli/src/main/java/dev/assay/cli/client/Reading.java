package dev.assay.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/**
 * One small answer that is read, by Java's older client. Its newer one leaves a thread waiting in
 * the operating system, and the JVM waits 300 ms for such threads when it ends: longer than {@code
 * assay list} runs. What is sent, uploaded or streamed goes by the newer one, which reads a refusal
 * that comes before all is sent.
 */
final class Reading implements AutoCloseable {
  private static final int PIECE = 16 * 1024;

  /** Pages of lists are far smaller; exports go another way. */
  private static final int LARGEST = 64 * 1024 * 1024;

  private final HttpURLConnection connection;

  /**
   * @param address whole
   * @param key API key, null to send none
   */
  Reading(URI address, String key) throws IOException {
    connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", "application/json, application/problem+json");
    if (key != null) {
      connection.setRequestProperty("Authorization", "Bearer " + key);
    }
  }

  /**
   * Asks and waits.
   *
   * @param connect how long to wait for a connection
   * @param whole how long the answer may take; of this Java knows only silence, so it is watched
   * @return the body, also of a refusal
   */
  byte[] answer(Duration connect, Duration whole) throws IOException {
    long end = System.nanoTime() + whole.toNanos();
    connection.setConnectTimeout(Math.toIntExact(connect.toMillis()));
    connection.setReadTimeout(Math.toIntExact(whole.toMillis()));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (InputStream body =
        status() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      byte[] piece = new byte[PIECE];
      int read = body == null ? -1 : body.read(piece);
      while (read >= 0) {
        answer.write(piece, 0, read);
        if (answer.size() > LARGEST) {
          throw new ProtocolException("the answer is larger than 64 MB");
        }
        if (System.nanoTime() > end) {
          throw new SocketTimeoutException("the answer takes longer than " + whole);
        }
        read = body.read(piece);
      }
    }
    return answer.toByteArray();
  }

  /** The status of the answer. */
  int status() throws IOException {
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new ProtocolException("the answer is not HTTP");
    }
    return status;
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
