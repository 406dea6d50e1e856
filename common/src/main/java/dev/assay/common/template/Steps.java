package dev.assay.common.template;

/** What filling a template once may still do. */
final class Steps {
  private int left = Template.MAX_STEPS;

  /** Takes one. */
  void take() {
    if (--left < 0) {
      throw new TemplateException(
          "the template does more than "
              + Template.MAX_STEPS
              + " steps over this item; sections within each other repeat for every element of"
              + " each list.");
    }
  }
}
