package dev.assay.run.traffic.themes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Notes that speak of the same thing, found without a model: notes are vectors of their words, each
 * weighted by how few notes have it (tf–idf), and a note joins the theme whose mean it is nearest
 * to by cosine, if that is near enough. The same notes in the same order give the same themes.
 */
public final class Themes {
  /** Most notes that are looked at. */
  public static final int MOST_NOTES = 2_000;

  private static final double NEAR = 0.25;
  private static final int MOST = 10;
  private static final int TERMS = 3;
  private static final int EXAMPLES = 3;

  private Themes() {}

  /** A note and whose it is. */
  public record Note(String itemId, String text) {}

  /**
   * A theme.
   *
   * @param terms the words it is about, the weightiest first
   * @param notes how many speak of it
   * @param examples some of them
   */
  @Schema(name = "NoteTheme")
  public record Theme(List<String> terms, int notes, List<Example> examples) {}

  /** A note of a theme. */
  @Schema(name = "NoteExample")
  public record Example(String itemId, String note) {}

  /** Those that at least two notes speak of, the most frequent first, ten at most. */
  public static List<Theme> of(List<Note> notes) {
    List<Map<String, Double>> vectors = vectors(notes);
    List<Cluster> clusters = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      if (!vectors.get(i).isEmpty()) {
        nearest(clusters, vectors.get(i)).add(notes.get(i), vectors.get(i));
      }
    }
    return clusters.stream()
        .filter(cluster -> cluster.members.size() > 1)
        .sorted(Comparator.comparingInt((Cluster cluster) -> -cluster.members.size()))
        .limit(MOST)
        .map(Cluster::theme)
        .toList();
  }

  private static List<Map<String, Double>> vectors(List<Note> notes) {
    List<Map<String, Integer>> words = notes.stream().map(note -> Words.of(note.text())).toList();
    Map<String, Integer> having = new HashMap<>();
    words.forEach(of -> of.keySet().forEach(word -> having.merge(word, 1, Integer::sum)));
    return words.stream().map(of -> unit(of, having, notes.size())).toList();
  }

  private static Map<String, Double> unit(
      Map<String, Integer> words, Map<String, Integer> having, int notes) {
    Map<String, Double> vector = new TreeMap<>();
    words.forEach(
        (word, times) -> {
          int with = having.get(word);
          // What only one note says cannot be what several speak of.
          if (with > 1) {
            vector.put(word, times * Math.log(1 + (double) notes / with));
          }
        });
    double length = length(vector);
    vector.replaceAll((word, weight) -> weight / length);
    return vector;
  }

  private static double length(Map<String, Double> vector) {
    return Math.sqrt(vector.values().stream().mapToDouble(w -> w * w).sum());
  }

  private static Cluster nearest(List<Cluster> clusters, Map<String, Double> vector) {
    Cluster best = null;
    double near = NEAR;
    for (Cluster cluster : clusters) {
      double cosine = cluster.cosine(vector);
      if (cosine >= near) {
        best = cluster;
        near = cosine;
      }
    }
    if (best == null) {
      best = new Cluster();
      clusters.add(best);
    }
    return best;
  }

  /** Notes that are near each other, and the sum of their vectors. */
  private static final class Cluster {
    private final List<Note> members = new ArrayList<>();
    private final Map<String, Double> sum = new TreeMap<>();

    void add(Note note, Map<String, Double> vector) {
      members.add(note);
      vector.forEach((word, weight) -> sum.merge(word, weight, Double::sum));
    }

    double cosine(Map<String, Double> unit) {
      double dot = 0;
      for (Map.Entry<String, Double> word : unit.entrySet()) {
        dot += word.getValue() * sum.getOrDefault(word.getKey(), 0.0);
      }
      return dot / length(sum);
    }

    Theme theme() {
      List<String> terms =
          sum.entrySet().stream()
              .sorted(
                  Map.Entry.<String, Double>comparingByValue()
                      .reversed()
                      .thenComparing(Map.Entry.comparingByKey()))
              .limit(TERMS)
              .map(Map.Entry::getKey)
              .toList();
      List<Example> examples =
          members.stream()
              .limit(EXAMPLES)
              .map(note -> new Example(note.itemId(), note.text()))
              .toList();
      return new Theme(terms, members.size(), examples);
    }
  }
}
