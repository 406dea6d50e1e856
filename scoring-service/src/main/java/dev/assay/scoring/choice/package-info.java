/** The one reader of choices: which letters a text names, by a documented order of rules. */
package dev.assay.scoring.choice;
