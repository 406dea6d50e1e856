/** The names in a launch, held against what its items and scorers have. */
package dev.assay.run.control.launch.names;
