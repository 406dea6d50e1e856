/** Reads the manifests of deploy/kubernetes and builds its overlays. */
package dev.assay.system.deploy.built;
