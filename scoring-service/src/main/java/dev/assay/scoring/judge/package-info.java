/**
 * Scorers that ask a model: how a question is put, how a reply is read, what is judged by rule. A
 * judge keeps nothing between two replies; what it needs travels with the call and comes back.
 */
package dev.assay.scoring.judge;
