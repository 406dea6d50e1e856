package dev.assay.system.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Patience;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person does in a browser, against the packaged services. */
class PageTest extends Browsing {
  private static final List<String> HOSTILE =
      List.of(
          "<img src=x onerror='window.taken=1'><script>window.taken=1</script>",
          "[come here](javascript:window.taken=1) ![](https://example.com/pixel.png)",
          "\u001b[31mred\u001b[0m \u202egnp.exe\u202c \u0007",
          "long ".repeat(200_000),
          "[".repeat(200) + "]".repeat(200));

  private static String launched(String name, int items, int concurrency, ObjectNode options) {
    api.importDataset(name, Items.lines(name, items));
    ObjectNode provider = Api.object().put("kind", "simulated");
    provider.set("options", options);
    api.ask("PUT", "/v1/providers/" + name, provider);
    return api.launch(Items.launch(name, name, concurrency).put("name", name));
  }

  @Test
  void shouldSignInByThePrintedLinkAndForgetTheKey() {
    try (Visit visit = visit()) {
      assertThat(visit.page().url()).doesNotContain("token").doesNotContain(stack.key());
      visit.page().reload();
      visit.live();
      assertThat(stack.cli().run("status").out()).contains(stack.url() + "/?token=" + stack.key());
      visit.isSound();
    }
  }

  @Test
  void shouldAskAStrangerForAKeyAndSayWhenItIsNoKey() {
    try (Visit visit = Visit.stranger(chromium.browser(), stack.url())) {
      visit.page().getByLabel("API key").first().fill("as_nobody");
      visit.button("Sign in").click();
      visit.page().getByRole(AriaRole.ALERT).waitFor();
      visit.page().getByLabel("API key").first().fill(stack.key());
      visit.button("Sign in").click();
      visit.live();
      visit.isSound();
    }
  }

  @Test
  void shouldNameEveryBadLineOfAnUpload() {
    // Given
    String lines =
        """
        {"id": "one", "input": "1+1?", "expected": "2"}
        {"id": "two", "input": "2+2?", "expected": "4"
        {"id": "three", "expected": "6"}
        """;
    FilePayload file =
        new FilePayload(
            "page-sums.jsonl", "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));

    try (Visit visit = visit()) {
      // When
      visit.open("/datasets");
      visit.button("Upload").first().click();
      visit.page().locator("input[type=file]").first().setInputFiles(file);
      visit
          .page()
          .getByRole(AriaRole.DIALOG)
          .getByRole(
              AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Upload").setExact(true))
          .click();

      // Then
      visit.says("2 faults in 2 lines", "not valid JSON", "input is required");
      visit.button("Import without them").click();
      visit.sees("page-sums, version 1");
      visit.isSound();
    }
    JsonNode version = api.ask("GET", "/v1/datasets/page-sums/versions/1", null);
    assertThat(version.path("item_count").asInt()).isOne();
  }

  @Test
  void shouldFollowARunOverACutNetworkAndAKilledService() {
    // Given
    try (Line line = new Line(stack.url());
        Visit visit = Visit.signedIn(chromium.browser(), line.url(), stack.key())) {
      String run =
          launched(
              "page-cut",
              400,
              16,
              Api.object().put("seed", 5).put("error_rate", 0.2).put("latency", 400));
      visit.open("/runs/" + run);
      visit.live();

      // When
      line.cut();
      visit.page().waitForSelector("[data-live='away']");
      await()
          .atMost(Patience.LONG)
          .until(() -> api.run(run).path("counts").path("passed").asInt() > 40);
      line.mend();
      visit.live();
      stack.awaitRestart(stack.kill("run-service"));
      visit.live();

      // Then
      JsonNode ended = api.awaitEnd(run);
      JsonNode counts = ended.path("counts");
      assertThat(counts.path("total").asInt()).isEqualTo(400);
      visit.says(counts.path("passed").asText(), counts.path("failed").asText());
      visit.isSound();
    }
  }

  @Test
  void shouldAskToBeLoadedAgainWhenTheServerHasAnotherPage() {
    try (Visit visit = visit()) {
      // Given a page that stands open while the server gets another one
      visit.open("/settings");
      visit.live();
      visit
          .page()
          .route(
              url -> url.contains("/assets/"),
              asked -> asked.fulfill(new Route.FulfillOptions().setStatus(404)));
      visit
          .page()
          .route(
              stack.url() + "/",
              asked ->
                  asked.fulfill(
                      new Route.FulfillOptions()
                          .setContentType("text/html")
                          .setBody("<script type=module src=/assets/other.js></script>")));

      // When
      visit.page().getByRole(AriaRole.LINK, named("Datasets")).click();

      // Then
      visit.sees("Assay was renewed: load again");
      visit.page().unrouteAll();
      visit.button("Load again").click();
      visit.page().locator("h1").getByText("Datasets").waitFor();
      visit.live();
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  @Test
  void shouldOfferNothingToAReader() {
    // Given
    ObjectNode wanted = Api.object().put("name", "page-reader");
    wanted.putArray("scopes").add("read");
    String key = api.ask("POST", "/v1/keys", wanted).path("key").asText();
    String run = launched("page-read", 5, 5, Api.object().put("seed", 1));
    api.awaitEnd(run);

    try (Visit visit = Visit.signedIn(chromium.browser(), stack.url(), key)) {
      for (String view : List.of("/", "/runs", "/runs/" + run, "/datasets", "/providers")) {
        // When
        visit.open(view);
        visit.live();
        visit.page().locator("h1").first().waitFor();

        // Then
        for (String action :
            List.of("Launch", "Upload", "Cancel the run", "Delete", "Rescore", "Add a provider")) {
          assertThat(visit.button(action).all()).as("%s at %s", action, view).isEmpty();
        }
      }
      visit.isSound();
    }
  }

  @Test
  void shouldShowWhoChangedWhatAndWhatWasDenied() {
    // Given a dataset that was made, and somebody who may not and tried to delete it
    String path = "/v1/datasets/page-audit";
    api.importDataset("page-audit", Items.lines("page-audit", 1));
    ObjectNode wanted = Api.object().put("name", "page-audit-reader");
    wanted.putArray("scopes").add("read");
    String key = api.ask("POST", "/v1/keys", wanted).path("key").asText();
    Api reader = new Api(stack.url(), key);
    assertThat(reader.send("DELETE", path, null).status()).isEqualTo(403);

    try (Visit visit = visit()) {
      // When
      visit.open("/settings?tab=audit&object=" + path);
      visit.says("page-audit-reader", "denied 403", "done 201", "127.0.0.1");
      visit.page().getByLabel("Came of it").first().click();
      visit.page().getByRole(AriaRole.OPTION, named("denied")).click();

      // Then the filter is in the address, and stays
      visit.page().waitForURL(url -> url.contains("outcome=denied"));
      visit.page().getByText("done 201").waitFor(gone());
      visit.page().reload();
      visit.says("denied 403");
      assertThat(visit.page().getByText("done 201").all()).isEmpty();

      // And by keys alone one comes to what it was about
      Locator about = visit.link(path);
      visit.tabTo(about);
      visit.press("Enter");
      visit.page().waitForURL(url -> url.endsWith("/datasets/page-audit"));
      visit.page().goBack();
      visit.says("denied 403");

      // And what nothing fits says so
      visit.open("/settings?tab=audit&object=/v1/nothing/");
      visit.sees("No entry fits these filters.");
      visit.isSound();
    }
    try (Visit visit = Visit.signedIn(chromium.browser(), stack.url(), key)) {
      visit.open("/settings?tab=audit");
      visit.tab("About").waitFor();
      assertThat(visit.tab("Audit log").all()).isEmpty();
      visit.isSound();
    }
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
  }

  @Test
  void shouldShowHostileAnswersAsText() {
    // Given
    api.importDataset("page-hostile", Items.lines("page-hostile", HOSTILE.size()));
    ObjectNode launch = Items.launch("page-hostile", "simulated", 1).put("name", "page-hostile");
    launch.set("target", Api.object().put("push", true));
    String run = api.launch(launch);
    ObjectNode batch = Api.object();
    for (int i = 0; i < HOSTILE.size(); i++) {
      batch
          .withArray("results")
          .addObject()
          .put("item_id", "page-hostile-" + (i + 1))
          .put("output", HOSTILE.get(i));
    }
    api.ask("POST", "/v1/runs/" + run + "/results", batch);
    api.awaitEnd(run);

    try (Visit visit = visit()) {
      visit.page().onDialog(dialog -> fail("an answer has opened a dialog: " + dialog.message()));
      for (int n = 1; n <= HOSTILE.size(); n++) {
        // When
        visit.open("/runs/" + run + "/items/" + n);
        visit.heading("Answer").waitFor();

        // Then
        assertThat(visit.page().evaluate("() => window.taken")).isNull();
        assertThat(visit.page().locator("a[href^='javascript:']").all()).isEmpty();
        assertThat(visit.page().locator("img[src='x']").all()).isEmpty();
      }
      visit.isSound();
    }
  }
}
