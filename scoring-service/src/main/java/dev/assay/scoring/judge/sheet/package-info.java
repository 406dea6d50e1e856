/**
 * What a judge is shown: the item, the answer, the conversation, in text that cannot command it.
 */
package dev.assay.scoring.judge.sheet;
