package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The service as it is packaged lets addresses in that are none, to say what is wrong with them.
 */
@ExtendWith(SharedStack.class)
class AddressesTest {
  private static final int TIMEOUT_MS = 30_000;

  @Test
  void shouldSayWhatIsWrongWithAnAddress(Stack stack) throws IOException {
    URI server = URI.create(stack.url());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      // Given
      socket.setSoTimeout(TIMEOUT_MS);

      // When
      String request = "GET /v1/runs/{id} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();

      // Then
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json", "must be written as %7B");
    }
  }
}
