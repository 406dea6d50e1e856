package dev.assay.run.runs;

/** In which order units are dispatched. */
public enum UnitOrder {
  /** Seeded random, every section spread evenly: any prefix is a fair sample. */
  STRATIFIED,
  /** Seeded random. */
  RANDOM,
  /** As in the dataset. */
  POSITION
}
