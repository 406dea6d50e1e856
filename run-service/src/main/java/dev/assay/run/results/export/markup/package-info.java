/**
 * What pages are made of that need nothing else: no script, no font, no picture from anywhere. All
 * text of models, datasets and people is escaped; a page's own policy forbids everything but its
 * one style sheet, should an escape ever be missed. Every page has the same style, numbers,
 * drawings and limits.
 */
package dev.assay.run.results.export.markup;
