package dev.assay.run.control.launch;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** What is refused before anything costs. */
final class Refused {
  private Refused() {}

  /** A launch, a preview and an evaluation are refused alike. */
  static void refused(Object launch, String code, String... sentences) {
    for (String path : new String[] {"/v1/runs", "/v1/runs/preview", "/v1/evaluations"}) {
      var answer =
          asAdmin().body(launch).post(path).then().statusCode(422).body("code", equalTo(code));
      for (String sentence : sentences) {
        answer.body("detail", containsString(sentence));
      }
    }
  }
}
