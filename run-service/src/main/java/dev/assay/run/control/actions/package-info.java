/** What can be done to a run that exists: cancel, retry, resume, rescore, rename, delete. */
package dev.assay.run.control.actions;
