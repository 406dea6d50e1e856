package dev.assay.worker.kind.replay;

import static dev.assay.common.testing.JsonText.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.FakeTime;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.wire.HeaderLookup;
import dev.assay.worker.wire.WireFault;
import dev.assay.worker.wire.WireListener;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayKindTest {
  private static final Answer RECORDED =
      new Answer(
          TextNode.valueOf("Oslo"),
          json("[{\"id\":\"t1\",\"name\":\"map\",\"arguments\":{}}]"),
          "stop",
          null,
          null,
          new Usage(9, 3, 4, 1),
          400L,
          150L,
          0.25,
          "model-7",
          "req-1",
          false);

  private final LoopRig rig = new LoopRig(BreakerSettings.DEFAULT);

  @AfterEach
  void close() {
    rig.close();
  }

  private static Calls replay(Answer answer) {
    return Calls.simulated()
        .kind("replay")
        .options("{\"run\":\"01890000-0000-7000-8000-00000000000a\"}")
        .hint(answer == null ? null : Json.mapper().valueToTree(answer));
  }

  @Test
  void shouldGiveTheRecordedAnswerAgain() {
    // When
    ModelReply reply = rig.start(replay(RECORDED).build()).join();

    // Then
    Answer answer = reply.answer();
    assertThat(answer.output()).isEqualTo(RECORDED.output());
    assertThat(answer.toolCalls()).isEqualTo(RECORDED.toolCalls());
    assertThat(answer.finishReason()).isEqualTo("stop");
    assertThat(answer.usage()).isEqualTo(RECORDED.usage());
    assertThat(answer.model()).isEqualTo("model-7");
    assertThat(answer.requestId()).isEqualTo("req-1");
    assertThat(reply.attempts()).hasSize(1);
  }

  @Test
  void shouldTakeNoTimeUnlessAskedTo() {
    // Given
    FakeTime time = new FakeTime();
    List<String> heard = new ArrayList<>();

    // When
    new ReplayKind(time)
        .ask(new KindCall(replay(RECORDED).build(), 1, null), 1_000, told(time, heard));
    time.advance(0);

    // Then
    assertThat(heard).containsExactly("end after 0 ms");

    // When it is to take as long as it did
    heard.clear();
    Calls paced =
        replay(RECORDED)
            .options("{\"run\":\"01890000-0000-7000-8000-00000000000a\",\"pace\":true}");
    new ReplayKind(time).ask(new KindCall(paced.build(), 1, null), 1_000, told(time, heard));
    time.advance(1_000);

    // Then
    assertThat(heard).containsExactly("end after 400 ms");
  }

  private static WireListener told(FakeTime time, List<String> heard) {
    return new WireListener() {
      @Override
      public void sent() {
        // Not looked at.
      }

      @Override
      public void head(int status, HeaderLookup headers) {
        // Not looked at.
      }

      @Override
      public void chunk(Buffer piece) {
        // Not looked at.
      }

      @Override
      public void end() {
        heard.add("end after " + time.elapsed() + " ms");
      }

      @Override
      public void fault(WireFault fault) {
        heard.add(fault.message());
      }
    };
  }

  @Test
  void shouldTakeAsLongAsItTookWhenAskedTo() {
    // When
    Answer answer =
        rig.start(
                replay(RECORDED)
                    .options("{\"run\":\"01890000-0000-7000-8000-00000000000a\",\"pace\":true}")
                    .build())
            .join()
            .answer();

    // Then
    assertThat(answer.latencyMs()).isGreaterThanOrEqualTo(400);
    assertThat(answer.ttftMs()).isGreaterThanOrEqualTo(150).isLessThan(answer.latencyMs());
  }

  @Test
  void shouldKeepARefusalAResult() {
    // Given
    Answer refused =
        new Answer(null, null, null, "I cannot.", null, null, null, null, null, null, null, false);

    // When
    ModelReply reply = rig.start(replay(refused).build()).join();

    // Then
    assertThat(reply.answer().refusal()).isEqualTo("I cannot.");
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.CONTENT_FILTER);
  }

  @Test
  void shouldSayWhatIsMissing() {
    // When
    ModelReply reply = rig.start(replay(null).n(3).build()).join();

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
    assertThat(reply.failure().message())
        .isEqualTo(
            "Provider acme replays run 01890000-0000-7000-8000-00000000000a, which has no answer to"
                + " item item-3, repeat 0.");
    assertThat(reply.attempts()).hasSize(1);
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.INVALID);
  }
}
