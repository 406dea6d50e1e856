/**
 * Improving a skill by what went wrong: a model proposes a new version of it, and the inputs of a
 * run are asked again of a version.
 */
package dev.assay.run.traffic.improve;
