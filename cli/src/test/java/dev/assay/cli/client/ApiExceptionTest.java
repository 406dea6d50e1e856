package dev.assay.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.common.json.Json;
import org.junit.jupiter.api.Test;

class ApiExceptionTest {
  private static String told(String problem) throws JsonProcessingException {
    return new ApiException(422, Json.mapper().readTree(problem)).getMessage();
  }

  @Test
  void shouldSayOnceWhatIsWrong() throws JsonProcessingException {
    String told =
        told(
            """
            {"title":"T","code":"UNKNOWN_SCORER","detail":"scorers[0].id: There is no scorer x.",
             "violations":[{"field":"scorers[0].id","message":"There is no scorer x."}]}
            """);

    assertThat(told).containsOnlyOnce("There is no scorer x.").contains("scorers[0].id");
  }

  @Test
  void shouldSayEachOfSeveralOnce() throws JsonProcessingException {
    String told =
        told(
            """
            {"title":"T","detail":"a: is wrong. And 1 more; see violations.",
             "violations":[{"field":"a","message":"is wrong."},{"field":"b","message":"is bad."}]}
            """);

    assertThat(told).isEqualTo("T\n  - a: is wrong.\n  - b: is bad.");
  }

  @Test
  void shouldSayBothWhenTheyDiffer() throws JsonProcessingException {
    String told =
        told(
            """
            {"detail":"2 lines cannot be read.","violations":[{"line":3,"reason":"no JSON"}]}
            """);

    assertThat(told).contains("2 lines cannot be read.").contains("line 3: no JSON");
  }

  @Test
  void shouldDoWithoutABody() {
    assertThat(new ApiException(502, MissingNode.getInstance()).getMessage()).contains("502");
  }
}
