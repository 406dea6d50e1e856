package dev.assay.run.engine.judging;

import dev.assay.common.message.ModelCall;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A worker whose judges give every answer 0.9, and what they were asked and have scored. */
abstract class JudgedRunsSetup {
  static final Map<String, Object> JUDGE = Map.of("provider", "simulated", "model", "wise");

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @BeforeEach
  void start() {
    worker.answeringOne(Replies.judging(0.9));
  }

  long scores(UUID run, String key) {
    return lab.one("select count(*) as k from scores where run_id = $1 and key = $2", run, key)
        .getLong("k");
  }

  List<ModelCall> questions(UUID run) {
    return worker.calls(run).stream().filter(Replies::isJudge).toList();
  }
}
