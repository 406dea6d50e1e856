/** Makes answers: right ones, wrong ones, calls of tools, values that fit a schema, vectors. */
package dev.assay.simulator.answer;
