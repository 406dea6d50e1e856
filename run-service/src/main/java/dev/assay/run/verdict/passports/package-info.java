/**
 * How far judges agree with people. A judge is known by the hash of its prompt, model, parameters
 * and parser, its passport's number; what people said of answers that it judged, in any run of the
 * workspace, is held against what it said. A changed judge has another number, and no passport
 * until answers that it judged are labelled.
 */
package dev.assay.run.verdict.passports;
