package dev.assay.run.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressesTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/runs",
        "/runs/01a2/items/7",
        "/datasets/with.dots",
        "/v1x",
        "/quality",
        "/runs/"
      })
  void shouldShowThePageAtTheAddressOfAView(String path) {
    assertThat(PageAddresses.isView(path, BROWSER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v1/runs", "/openapi", "/docs/", "/q/health", "/q"})
  void shouldLeaveToTheServerWhatIsTheServers(String path) {
    assertThat(PageAddresses.isPage(path)).isFalse();
    assertThat(PageAddresses.isView(path, BROWSER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/assets/index-1.js", "/favicon.svg", "/theme.js"})
  void shouldServeFilesAsTheyAre(String path) {
    assertThat(PageAddresses.isPage(path)).isTrue();
    assertThat(PageAddresses.isView(path, BROWSER)).isFalse();
  }

  @Test
  void shouldTellAProgramThatThereIsNothing() {
    assertThat(PageAddresses.isView("/runs", null)).isFalse();
    assertThat(PageAddresses.isView("/runs", "application/json")).isFalse();
  }

  @Test
  void shouldKeepForEverOnlyWhatIsNamedByItsContent() {
    assertThat(PageAddresses.isLasting("/assets/index-1.js")).isTrue();
    assertThat(PageAddresses.isLasting("/")).isFalse();
    assertThat(PageAddresses.isLasting("/theme.js")).isFalse();
  }
}
