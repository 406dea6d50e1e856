package dev.assay.cli.render;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The result of a run as JUnit XML: one suite, a case per criterion and per item. */
public final class JUnitReport {
  private JUnitReport() {}

  /**
   * The document.
   *
   * @param run terminal
   * @param items all that should become cases
   */
  public static String of(RunView run, List<ItemView> items) {
    return document(xml -> suite(xml, run, items));
  }

  /**
   * One document with a suite for each run.
   *
   * @param items of each run that should become cases
   */
  public static String of(Map<RunView, List<ItemView>> items) {
    return document(
        xml -> {
          xml.writeStartElement("testsuites");
          for (Map.Entry<RunView, List<ItemView>> run : items.entrySet()) {
            suite(xml, run.getKey(), run.getValue());
          }
          xml.writeEndElement();
        });
  }

  private interface Body {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private static String document(Body body) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      body.write(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string writer does not fail", e);
    }
    return text + "\n";
  }

  private static String title(RunView run) {
    String name = run.name().isEmpty() ? run.id() : run.name();
    return run.json().hasNonNull("group") ? name + " / " + GroupReport.name(run) : name;
  }

  private static void suite(XMLStreamWriter xml, RunView run, List<ItemView> items)
      throws XMLStreamException {
    long failures =
        run.criteria().stream().filter(JUnitReport::fails).count()
            + items.stream().filter(i -> i.status().equals("failed")).count();
    long errors =
        run.criteria().stream().filter(c -> c.passed() == null).count()
            + items.stream().filter(i -> i.status().equals("error")).count()
            + (run.status().equals("failed") ? 1 : 0);
    long skipped = items.stream().filter(JUnitReport::isSkipped).count();
    long tests = run.criteria().size() + items.size() + (run.status().equals("failed") ? 1 : 0);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", clean(title(run)));
    xml.writeAttribute("tests", Long.toString(tests));
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("errors", Long.toString(errors));
    xml.writeAttribute("skipped", Long.toString(skipped));
    xml.writeAttribute(
        "time", String.format(Locale.ROOT, "%.3f", run.seconds() == null ? 0.0 : run.seconds()));
    if (run.status().equals("failed")) {
      open(xml, "run", "run " + run.id());
      detail(xml, "error", run.error().isEmpty() ? "the run failed" : run.error());
      xml.writeEndElement();
    }
    for (RunView.Criterion criterion : run.criteria()) {
      open(xml, "gate", criterion.text());
      if (criterion.passed() == null) {
        detail(xml, "error", "could not be measured");
      } else if (fails(criterion)) {
        detail(xml, "failure", TextReport.criterion(criterion));
      }
      xml.writeEndElement();
    }
    for (ItemView item : items) {
      item(xml, item);
    }
    xml.writeEndElement();
  }

  private static void item(XMLStreamWriter xml, ItemView item) throws XMLStreamException {
    open(xml, item.section().isEmpty() ? "items" : "items." + item.section(), item.label());
    if (item.status().equals("failed")) {
      detail(xml, "failure", item.scores() + ": " + item.reason());
    } else if (item.status().equals("error")) {
      detail(xml, "error", item.reason());
    } else if (isSkipped(item)) {
      xml.writeEmptyElement("skipped");
    }
    xml.writeEndElement();
  }

  private static void open(XMLStreamWriter xml, String group, String name)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", clean(group));
    xml.writeAttribute("name", clean(name));
  }

  private static void detail(XMLStreamWriter xml, String element, String message)
      throws XMLStreamException {
    xml.writeEmptyElement(element);
    xml.writeAttribute("message", clean(message));
  }

  private static boolean fails(RunView.Criterion criterion) {
    return Boolean.FALSE.equals(criterion.passed()) && !criterion.warnsOnly();
  }

  private static boolean isSkipped(ItemView item) {
    return !List.of("passed", "failed", "error").contains(item.status());
  }

  /** XML 1.0 has no place for some characters, not even escaped. */
  private static String clean(String text) {
    return Plain.text(text).replaceAll("[\\uFFFE\\uFFFF]", "");
  }
}
