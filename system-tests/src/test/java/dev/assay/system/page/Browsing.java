package dev.assay.system.page;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tests of the page have in common: a browser for each class, and the stack of all. */
@ExtendWith(SharedStack.class)
abstract class Browsing {

  static Chromium chromium;
  static Stack stack;
  static Api api;

  @BeforeAll
  static void open(Stack shared) {
    chromium = Chromium.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(Patience.LONG.toMillis());
    stack = shared;
    api = shared.api();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      chromium = null;
    }
  }

  /** The page, signed in with the first key. */
  static Visit visit() {
    return Visit.signedIn(chromium.browser(), stack.url(), stack.key());
  }
}
