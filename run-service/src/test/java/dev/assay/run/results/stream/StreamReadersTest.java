package dev.assay.run.results.stream;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a stream owes its readers, and what they may cost. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class StreamReadersTest {
  @Inject Lab lab;
  @Inject MeterRegistry metrics;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @AfterEach
  void stop() {
    await().atMost(Lab.LONG).until(() -> subscribers() == 0);
  }

  private double subscribers() {
    return metrics.get("assay.stream.subscribers").gauge().value();
  }

  private static String path(UUID run) {
    return "/v1/runs/" + run + "/events";
  }

  @Test
  void shouldSendSignsOfLifeWhileNothingHappens() {
    // Given
    UUID run = lab.launch(Lab.pushOf(1));

    // When
    try (SseReader reader = SseReader.open(path(run))) {
      // Then
      reader.awaitAny(event -> "ping".equals(event.comment()));
    }
  }

  @Test
  void shouldForgetAReaderThatGoesAway() {
    // Given
    UUID run = lab.launch(Lab.pushOf(1));
    SseReader reader = SseReader.open(path(run));
    await().atMost(Lab.LONG).until(() -> subscribers() == 1);

    // When
    reader.close();

    // Then
    await().atMost(Lab.LONG).until(() -> subscribers() == 0);
  }

  @Test
  void shouldHarmNobodyByAReaderThatReadsNothing() throws IOException {
    // Given
    Map<String, Object> launch = launchOf(300);
    launch.put("concurrency", 64);
    worker.answering(call -> List.of(Replies.failed(call, ErrorCode.PROVIDER_ERROR)));
    worker.holding(call -> call.unit().n() == 299);
    UUID run = lab.launch(launch);

    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        SseReader reader = SseReader.open(path(run) + "?after=0")) {
      silent.setReceiveBufferSize(1024);
      silent
          .getOutputStream()
          .write(
              ("GET "
                      + path(run)
                      + "?after=0 HTTP/1.1\r\nHost: 127.0.0.1:"
                      + RestAssured.port
                      + "\r\nAuthorization: Bearer "
                      + RunServiceResources.ADMIN_KEY
                      + "\r\nAccept: text/event-stream\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await().atMost(Lab.LONG).until(() -> subscribers() == 2);

      // When
      await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 1);
      worker.release();
      reader.awaitEnd();

      // Then
      assertThat(reader.numbers())
          .isEqualTo(LongStream.rangeClosed(1, lab.show(run).getLong("last_seq")).boxed().toList());
      lab.awaitStatus(run, RunStatus.FAILED);
    }
  }

  @Test
  void shouldBoundTheStreamsOfOneKey() {
    // Given
    UUID run = lab.launch(Lab.pushOf(1));
    List<SseReader> readers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      readers.add(SseReader.open(path(run)));
    }
    await().atMost(Lab.LONG).until(() -> subscribers() == 50);

    // When / Then
    asAdmin().get(path(run)).then().statusCode(429).body("code", equalTo("TOO_MANY_REQUESTS"));
    readers.forEach(SseReader::close);
  }
}
