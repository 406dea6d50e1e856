/** Manifests as typed models, read strictly: what no model knows is an error. */
package dev.assay.system.deploy.typed;
