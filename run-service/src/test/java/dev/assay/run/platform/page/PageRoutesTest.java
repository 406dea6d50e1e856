package dev.assay.run.platform.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class PageRoutesTest {
  @Test
  void shouldAllowNoScriptButItsFilesAndNoOtherHost() {
    given()
        .when()
        .get("/")
        .then()
        .header(
            "Content-Security-Policy",
            allOf(
                containsString("default-src 'none'"),
                containsString("script-src 'self';"),
                containsString("frame-ancestors 'none'"),
                not(containsString("http"))))
        .header("Referrer-Policy", equalTo("no-referrer"))
        .header("Cache-Control", equalTo("no-cache"));
  }

  @Test
  void shouldNotKeepForEverWhatIsNotThere() {
    given().when().get("/assets/gone.js").then().header("Cache-Control", equalTo("no-cache"));
  }

  @Test
  void shouldLeaveTheApiAsItIs() {
    given()
        .when()
        .get("/v1/runs")
        .then()
        .statusCode(401)
        .header("Content-Security-Policy", nullValue());
  }
}
