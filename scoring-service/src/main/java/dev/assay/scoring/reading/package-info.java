/** How a model's text is read before a scorer looks for something in it. */
package dev.assay.scoring.reading;
